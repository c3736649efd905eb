import { z } from 'zod';
import type { GroupFacts } from '../../events/facts.ts';
import type { Person } from '../../events/person.ts';
import type { PastStay } from '../../events/records.ts';
import { isHired } from '../personnel.ts';
import { plainText } from '../plain-text.ts';
import { AttestedWord, lastAttested, recordsOf } from '../records.ts';
import { chinaDay, dayMs } from '../register/days.ts';
import type { Outcome } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { namedBy, Selector } from '../selector.ts';
import { whoInWords } from '../selector-words.ts';

const LeftAlone = z.strictObject({
  who: Selector.describe('employees who do not leave by themselves'),
  direction: z
    .enum(['forbidden', 'reported'])
    .default('forbidden')
    .describe('reported: the admin hears of it, nobody is at fault'),
  unless: AttestedWord.default('leave-agreed').describe('what somebody vouches for who agreed to it'),
  lookbackDays: z.int().min(1).max(30).default(7).describe('earlier leaves are past'),
});
type LeftAlone = z.infer<typeof LeftAlone>;

/** Those whom the policy wants in the group do not leave it by themselves without a word. */
export const leftAlone = defineRule({
  id: 'membership/left-alone',
  title: { zh: '不擅自退群', en: 'Nobody leaves without a word' },
  needs: ['roster'],
  asks: ['stays', 'attestations'],
  settings: LeftAlone,
  says: {
    left: { zh: '{who} 于 {day} 自己退出了本群', en: '{who} left this group by himself on {day}' },
  },
  fix: {
    left: {
      zh: '请问问 {who} 原因：同意退出的请登记，需要在群内的请重新邀请',
      en: 'Please ask why: record it if agreed; if {who} is needed, invite again',
    },
  },
  inWords({ who, direction }) {
    const named = whoInWords(who);
    return direction === 'forbidden'
      ? { zh: `${named.zh}退群须先说明`, en: `${named.en} do not leave without a word` }
      : { zh: `${named.zh}退群时告知管理员`, en: `the admin hears when one of these leaves: ${named.en}` };
  },
  happenedIn: (facts, fromMs, untilMs) => ({
    ...facts,
    records: {
      ...recordsOf(facts),
      stays: recordsOf(facts).stays.filter((stay) => fromMs <= stay.untilMs && stay.untilMs < untilMs),
    },
  }),
  judge(facts, settings) {
    const sinceMs = facts.atMs - settings.lookbackDays * dayMs;
    const inside = new Set(facts.members.map(({ id }) => id));
    return recordsOf(facts)
      .stays.filter(({ chatId, untilMs, memberId }) => {
        return chatId === facts.group.chatId && untilMs >= sinceMs && !inside.has(memberId);
      })
      .flatMap((stay) => judgeStay(stay, facts, settings));
  },
});

function judgeStay(stay: PastStay, facts: GroupFacts, settings: LeftAlone): Outcome<'left'>[] {
  const person = [...facts.directory.persons.values()].find(({ id }) => id === stay.personId);
  if (!person || !isHired(person, facts.atMs)) return [];
  const named = namedBy(settings.who, person, facts.directory);
  if (named === 'not-named' || stay.how === 'removed' || wasAgreed(stay, facts, settings)) return [];
  const subject = { kind: 'person', id: person.id } as const;
  if (named === 'relation-unknown') return [{ kind: 'unseen', subject, reason: named }];
  // A fetch shows that somebody is gone and not how: nobody is asked about what nobody knows.
  if (stay.how === 'unknown') return [{ kind: 'unseen', subject, reason: 'data-gap' }];
  return [left(person, stay, settings)];
}

function wasAgreed(stay: PastStay, facts: GroupFacts, { unless }: LeftAlone): boolean {
  const word = lastAttested(facts, unless, stay.memberId);
  return word !== undefined && word.atMs >= stay.sinceMs;
}

const left = (person: Person, stay: PastStay, { direction, unless }: LeftAlone): Outcome<'left'> => ({
  kind: direction === 'forbidden' ? 'breach' : 'task',
  subject: { kind: 'person', id: person.id },
  says: 'left',
  detail: {
    who: plainText(person.name, 20),
    day: chinaDay(stay.untilMs),
    attests: unless,
    attestsOf: stay.memberId,
  },
  tell: 'admin',
  window: `leave@${stay.untilMs}`,
  happenedAtMs: stay.untilMs,
});
