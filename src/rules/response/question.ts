import { z } from 'zod';
import type { ObligationRule } from '../../obligations/rule.ts';
import type { Waiting } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { answerInWords, joinedWords, reachableInWords, rolesInWords } from './in-words.ts';
import { ALONE, askedIn, responseOutcomes } from './outcomes.ts';
import { RoleName, rolesNamedIn } from './role-names.ts';
import { answeredLate, askerIsAsked, hrIsAsked } from './sentences.ts';
import { Answer, answerClock, asking, manners, NOBODY, unnamedOf } from './settings.ts';

const Question = z.strictObject({
  from: z
    .array(RoleName)
    .default([])
    .describe('whose questions count: roles of this file, or leader; none: everybody’s'),
  all: asking.all.default('nobody'),
  unnamed: asking.unnamed.default('nobody'),
  responsible: asking.responsible,
  joins: z
    .enum(['asker', 'none'])
    .default('asker')
    .describe('asker: what the same person adds while he waits belongs to the first'),
  answer: Answer,
  ...manners,
});
type Question = z.infer<typeof Question>;

const waitsFor = (settings: Question, use: Waiting): ObligationRule => ({
  id: use.instance,
  clause: use.clause,
  opens: 'question',
  speakers: settings.from,
  only: null,
  all: settings.all,
  unnamed: unnamedOf(settings.unnamed),
  role: settings.responsible ?? NOBODY,
  joins: settings.joins,
  accepts: 'any-words',
  pausedBy: settings.pausedBy,
  reachable: settings.reachable,
  acknowledge: answerClock(settings.answer, use),
  result: null,
});

const says = {
  'not-answered': {
    zh: '{asker} {asked} 的问题到 {due} 还没回应（计 {min} 分钟）',
    en: 'No answer yet to the question of {asker} of {asked}: due by {due}, {min} working minutes',
  },
  ...answeredLate.says,
  ...hrIsAsked.says,
  ...askerIsAsked.says,
};

/** A colleague's question in the group is answered by whom it means. Colleagues alone: outsiders are `response/customer`. */
export const question = defineRule({
  id: 'response/question',
  title: { zh: '群内问题的回应', en: 'Questions are answered' },
  needs: ['messages'],
  asks: ['talk'],
  settings: Question,
  says,
  fix: {
    'not-answered': {
      zh: '在群里回一句即可：答案、几时答复，或该问谁',
      en: 'A short word in the group is enough: the answer, when it comes, or whom to ask',
    },
    ...answeredLate.fix,
    ...hrIsAsked.fix,
    ...askerIsAsked.fix,
  },
  inWords: ({ from, answer, reachable }) => {
    const who = rolesInWords(from);
    return joinedWords([
      { zh: `${who.zh}的提问`, en: `questions of ${who.en}` },
      answerInWords(answer),
      reachableInWords(reachable),
    ]);
  },
  rolesNamed: rolesNamedIn,
  waitsFor,
  happenedIn: askedIn,
  judge: (facts, settings, waits = waitsFor(settings, ALONE)) => responseOutcomes(facts, waits, settings.late, says),
});
