import type { GroupFacts } from '../../src/events/facts.ts';
import { noRecords } from '../../src/events/records.ts';
import type { Outcome, Rule } from '../../src/rules/rule.ts';
import { castFrom, YEAR } from '../conversations/read-cast.ts';
import { momentOf, readScript } from '../conversations/read-script.ts';
import { facts } from './facts.ts';

const people = {
  韩总裁: { leads: 'everyone' },
  李样本: {},
  王样例: {},
  何客户: { is: 'external' },
} as const;

const office = castFrom(
  {
    hours: '09:00-12:00 13:30-18:00',
    people: Object.fromEntries(Object.entries(people).map(([id, one]) => [id, { names: [], is: 'employee', ...one }])),
    roles: { service: ['李样本', '王样例'] },
    departments: {},
  },
  'leader',
);

/** A group in which this was said, judged at this moment of 2026. 韩总裁 leads everybody; 李样本 and 王样例 are `service`. */
export const factsOf = (says: string, at: string, about: readonly string[] = []): GroupFacts =>
  facts({
    atMs: momentOf(at, `${YEAR}-11-26`),
    records: { ...noRecords, talk: readScript(says, about, office).talk },
  });

/** What a rule says, as one line each: nature, sentence filled, whom it is about, who is told. */
export const saidBy = <Says extends string>(
  { says }: Pick<Rule<never, Says>, 'says'>,
  outcomes: readonly Outcome<Says>[],
): string[] =>
  outcomes.map((one) => {
    const subject = 'id' in one.subject ? one.subject.id : 'group';
    if (one.kind === 'unseen') return `unseen ${one.reason} ${subject}`;
    const sentence = says[one.says].zh.replace(/\{(\w+)\}/g, (_, place: string) => one.detail[place] ?? '?');
    return `${one.kind} ${subject} → ${one.tell}: ${sentence}`;
  });
