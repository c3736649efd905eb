import { z } from 'zod';
import type { ObligationRule } from '../../obligations/rule.ts';
import type { Waiting } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { answerInWords, joinedWords, reachableInWords, rolesInWords } from './in-words.ts';
import { ALONE, askedIn, responseOutcomes } from './outcomes.ts';
import { LEADER, RoleName, rolesNamedIn } from './role-names.ts';
import { answeredLate, askerIsAsked, hrIsAsked } from './sentences.ts';
import { Answer, answerClock, asking, manners, NOBODY, unnamedOf } from './settings.ts';

const Notice = z.strictObject({
  from: z.array(RoleName).min(1).default([LEADER]).describe('whose notices count: roles of this file, or leader'),
  only: z
    .enum(['any-notice', 'receipt'])
    .default('any-notice')
    .describe('receipt: only notices that ask for an answer (收到请回复); the others want none'),
  all: asking.all.default('everyone'),
  unnamed: asking.unnamed.default('everyone'),
  responsible: asking.responsible,
  accepts: z
    .enum(['lexicon', 'any-words'])
    .default('lexicon')
    .describe('lexicon: words that point at nothing must be of the list (收到, 执行 …); a reply may use any'),
  answer: Answer,
  ...manners,
});
type Notice = z.infer<typeof Notice>;

const waitsFor = (settings: Notice, use: Waiting): ObligationRule => ({
  id: use.instance,
  clause: use.clause,
  opens: 'notice',
  speakers: settings.from,
  only: settings.only === 'receipt' ? 'receipt' : null,
  all: settings.all,
  unnamed: unnamedOf(settings.unnamed),
  role: settings.responsible ?? NOBODY,
  joins: 'none',
  accepts: settings.accepts,
  pausedBy: settings.pausedBy,
  reachable: settings.reachable,
  acknowledge: answerClock(settings.answer, use),
  result: null,
});

const says = {
  'not-answered': {
    zh: '{asker} {asked} 的通知到 {due} 还没回复（计 {min} 分钟）',
    en: 'No answer yet to the notice of {asker} of {asked}: due by {due}, {min} working minutes',
  },
  ...answeredLate.says,
  ...hrIsAsked.says,
  ...askerIsAsked.says,
};

/** A notice to all, or to some, is answered by those whom it means. */
export const notice = defineRule({
  id: 'response/notice',
  title: { zh: '通知的回复', en: 'Notices are answered' },
  needs: ['messages'],
  asks: ['talk'],
  settings: Notice,
  says,
  fix: {
    'not-answered': {
      zh: '在群里回一句即可，如：收到、执行、马上执行',
      en: 'A short word in the group is enough: 收到, 执行, 马上执行',
    },
    ...answeredLate.fix,
    ...hrIsAsked.fix,
    ...askerIsAsked.fix,
  },
  inWords: ({ from, only, answer, reachable }) => {
    const who = rolesInWords(from);
    const which =
      only === 'receipt'
        ? { zh: '写明要回复的通知', en: 'notices that ask for an answer' }
        : { zh: '的通知', en: 'notices' };
    return joinedWords([
      { zh: `${who.zh}${which.zh}`, en: `${which.en} from ${who.en}` },
      answerInWords(answer),
      reachableInWords(reachable),
    ]);
  },
  rolesNamed: rolesNamedIn,
  waitsFor,
  happenedIn: askedIn,
  judge: (facts, settings, waits = waitsFor(settings, ALONE)) => responseOutcomes(facts, waits, settings.late, says),
});
