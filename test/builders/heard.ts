import { z } from 'zod';
import { heardTogether } from '../../src/policy/hear.ts';
import type { RuleUse } from '../../src/policy/policy.ts';
import type { Outcome, Rule } from '../../src/rules/rule.ts';
import { described } from './described.ts';
import { DescribedSays, overheardIn } from './described-says.ts';
import { Described } from './described-schema.ts';

const World = z.strictObject({ ...Described.shape, ...DescribedSays });
export type World = z.input<typeof World>;

/** What a rule says of a described conversation, as it is heard and judged. */
export function judged<Settings, Says extends string>(
  rule: Rule<Settings, Says>,
  settings: unknown,
  world: World,
): Outcome<Says>[] {
  const { says, elsewhere, wordLists, ...rest } = World.parse(world);
  const known = described(rest as Described);
  const read = rule.settings.parse(settings);
  const use = { instance: rule.id, rule: rule as Rule, settings: read, settingsFrom: 'policy' } as RuleUse;
  return rule.judge(heardTogether([use], known, overheardIn({ says, elsewhere, wordLists }, known)), read);
}

/** An outcome in one line: what, of whom, in which window, told to whom. */
export const inOneLine = (outcome: Outcome): string =>
  outcome.kind === 'unseen'
    ? `unseen ${outcome.reason}`
    : `${outcome.kind} ${outcome.says} ${outcome.detail.who ?? ''} ${outcome.window} → ${outcome.tell}`;

/** A world of two colleagues and a customer, in which one of them says something on Thursday morning. */
export const twoAndCustomer: Pick<World, 'people' | 'members'> = {
  people: [
    { name: '张示例', title: '专员' },
    { name: '李样本', title: '主任' },
  ],
  members: [{ person: '张示例' }, { person: '李样本' }, { outsider: '客户甲' }],
};

/** So many minutes after nine on Thursday, 2026-11-26, as text. */
export const minutesAfterNine = (minutes: number): string =>
  new Date(Date.parse('2026-11-26T09:00:00+08:00') + minutes * 60_000).toISOString();
