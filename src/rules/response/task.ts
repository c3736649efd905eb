import { z } from 'zod';
import type { ObligationRule } from '../../obligations/rule.ts';
import type { Waiting } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { answerInWords, joinedWords, reachableInWords, resultInWords, rolesInWords } from './in-words.ts';
import { ALONE, askedIn, responseOutcomes } from './outcomes.ts';
import { LEADER, RoleName, rolesNamedIn } from './role-names.ts';
import { answeredLate, askerIsAsked, hrIsAsked } from './sentences.ts';
import { Answer, answerClock, asking, manners, NOBODY, Result, resultClock, unnamedOf } from './settings.ts';

const Task = z
  .strictObject({
    from: z.array(RoleName).min(1).default([LEADER]).describe('whose words give tasks: roles of this file, or leader'),
    only: z
      .enum(['any-day', 'same-day'])
      .default('any-day')
      .describe('same-day: only what is due on the day on which it is said, or what the asker ticks'),
    all: asking.all.default('nobody'),
    unnamed: asking.unnamed.default('nobody'),
    responsible: asking.responsible,
    joins: z
      .enum(['asker', 'none'])
      .default('asker')
      .describe('asker: what the same person adds while he waits belongs to the first'),
    accepts: z
      .enum(['any-words', 'lexicon'])
      .default('any-words')
      .describe('lexicon: words that point at nothing must be of the list; a reply may use any'),
    answer: Answer.optional(),
    result: Result.optional(),
    ...manners,
  })
  .refine(({ answer, result }) => answer !== undefined || result !== undefined, {
    error: 'waits for nothing → add answer, result or both',
  });
type Task = z.infer<typeof Task>;

const waitsFor = (settings: Task, use: Waiting): ObligationRule => ({
  id: use.instance,
  clause: use.clause,
  opens: 'task',
  speakers: settings.from,
  only: settings.only === 'same-day' ? 'same-day' : null,
  all: settings.all,
  unnamed: unnamedOf(settings.unnamed),
  role: settings.responsible ?? NOBODY,
  joins: settings.joins,
  accepts: settings.accepts,
  pausedBy: settings.pausedBy,
  reachable: settings.reachable,
  acknowledge: answerClock(settings.answer, use),
  result: resultClock(settings.result, use),
});

const says = {
  'not-answered': {
    zh: '{asker} {asked} 的事到 {due} 还没回应（计 {min} 分钟）',
    en: 'No answer yet to what {asker} asked at {asked}: due by {due}, {min} working minutes',
  },
  ...answeredLate.says,
  'not-done': {
    zh: '{asker} {asked} 的事到 {due} 还没有结果',
    en: 'No word yet on what became of what {asker} asked at {asked}; due by {due}',
  },
  'done-late': {
    zh: '{asker} {asked} 的事 {answered} 有了结果，原定 {due}',
    en: 'What {asker} asked at {asked} was settled at {answered}; it was due by {due}',
  },
  ...hrIsAsked.says,
  'is-it-a-task': {
    zh: '{asked} 您提到了 {who}，这是要办的事吗？',
    en: 'At {asked} you named {who}: is that something to be done?',
  },
  ...askerIsAsked.says,
};

/** Who was given a task in the group answers in time, and says in time what became of it. Silence is said kindly; thanks close it. */
export const task = defineRule({
  id: 'response/task',
  title: { zh: '交办事项的回应', en: 'Tasks are answered' },
  needs: ['messages'],
  asks: ['talk'],
  settings: Task,
  says,
  fix: {
    'not-answered': {
      zh: '在群里回一句即可：收到、几时能办好，或需要什么',
      en: 'A short word in the group is enough: received, when it will be done, or what you need',
    },
    ...answeredLate.fix,
    'not-done': {
      zh: '请说一声：已办好，改到哪天和原因，或由谁接手',
      en: 'Please say: done, moved to which day and why, or who takes it over',
    },
    'done-late': {
      zh: '谢谢。下次来不及，先说改到哪天和原因就好',
      en: 'Thank you. Next time say in time to which day it moves, and why',
    },
    ...hrIsAsked.fix,
    'is-it-a-task': {
      zh: '请选「登记为任务」或「不是任务」；您选之前不计时',
      en: 'Please choose “a task” or “no task”; no time runs before you do',
    },
    ...askerIsAsked.fix,
  },
  inWords: ({ from, only, answer, result, reachable }) => {
    const who = rolesInWords(from);
    const day = only === 'same-day' ? { zh: '交办的当天事项', en: 'same-day tasks' } : { zh: '交办的事', en: 'tasks' };
    return joinedWords([
      { zh: `${who.zh}${day.zh}`, en: `${day.en} from ${who.en}` },
      answerInWords(answer),
      resultInWords(result),
      reachableInWords(reachable),
    ]);
  },
  rolesNamed: rolesNamedIn,
  waitsFor,
  happenedIn: askedIn,
  judge: (facts, settings, waits = waitsFor(settings, ALONE)) => responseOutcomes(facts, waits, settings.late, says),
});
