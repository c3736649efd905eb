import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import { needlessAnswers } from '../../obligations/needless-answers.ts';
import { recordsOf } from '../records.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { rolesInWords } from './in-words.ts';
import { askedIn, momentInWords } from './outcomes.ts';
import { LEADER, RoleName, rolesNamedIn } from './role-names.ts';

const OnlyWhenAsked = z.strictObject({
  from: z.array(RoleName).min(1).default([LEADER]).describe('whose notices count: roles of this file, or leader'),
  atLeast: z.int().min(1).max(500).default(3).describe('from so many answers that nobody asked for on'),
});
type OnlyWhenAsked = z.infer<typeof OnlyWhenAsked>;
type Says = 'nobody-asked';

/** Notices that ask for no answer get none. Advice to the admin: whoever answered was only polite. */
export const onlyWhenAsked = defineRule<OnlyWhenAsked, Says>({
  id: 'response/only-when-asked',
  title: { zh: '无需回复的通知不刷屏', en: 'Answers only when asked for' },
  needs: ['messages'],
  asks: ['talk'],
  settings: OnlyWhenAsked,
  says: {
    'nobody-asked': {
      zh: '{asked} 的通知没有要求回复，有 {count} 人回复了收到',
      en: 'The notice of {asked} asked for no answer; {count} people sent one',
    },
  },
  fix: {
    'nobody-asked': {
      zh: '请提醒大家：没有写「收到请回复」的通知，不用回复',
      en: 'Please remind everybody: a notice that asks for no answer needs none',
    },
  },
  inWords: ({ from, atLeast }) => {
    const who = rolesInWords(from);
    return {
      zh: `${who.zh}的通知没写要回复的，回复收到满 ${atLeast} 人时提醒管理员`,
      en: `notices from ${who.en} that ask for no answer, once ${atLeast} people answered`,
    };
  },
  rolesNamed: rolesNamedIn,
  happenedIn: askedIn,
  judge: (facts, { from, atLeast }) => {
    const { talk } = recordsOf(facts);
    if (!talk) return [{ kind: 'unseen', subject: { kind: 'group' }, reason: 'data-gap' }];
    const answers = needlessAnswers(from, talk);
    return [...new Set(answers.map(({ to }) => to))].flatMap((notice) => {
      const people = new Set(answers.filter(({ to }) => to === notice).map(({ by }) => by));
      return people.size < atLeast ? [] : [adviceOn(notice, people.size, facts)];
    });
  },
});

function adviceOn(notice: string, count: number, facts: GroupFacts): Outcome<Says> {
  const { talk } = recordsOf(facts);
  const message = talk?.messages.find(({ id }) => id === notice);
  return {
    kind: 'task',
    subject: { kind: 'group' },
    says: 'nobody-asked',
    detail: { asked: talk && message ? momentInWords(message.sentAtMs, talk) : '', count: String(count) },
    tell: 'admin',
    window: notice,
  };
}
