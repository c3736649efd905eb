import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup } from '../../../test/builders/group.ts';
import { foundingPolicy } from '../../../test/builders/policy.ts';
import { judgeGroup } from '../../policy/judge.ts';
import { registered } from './registered.ts';

const day = 86_400_000;
const existing = { before: '2026-09-01', until: '2026-11-26' };

test.each<readonly [string, object, number | null, string]>([
  ['within the days', {}, thursdayMs - 5 * day + 1, 'fine'],
  ['when the days are over', {}, thursdayMs - 5 * day, 'task unregistered to admin'],
  ['of unknown age', {}, null, 'task unregistered to admin'],
  ['of unknown age, in the time of existing ones', { existing }, null, 'fine'],
  [
    'an existing one, its time over',
    { existing: { ...existing, until: '2026-11-25' } },
    0,
    'task unregistered to admin',
  ],
  ['where it may not be used', { follows: 'close', ask: 'hr' }, null, 'breach not-to-be-used to hr'],
])('a group %s', (_name, settings, createdAtMs, expected) => {
  const world = facts({ registered: null, group: aGroup({ createdAtMs }) });

  const [said] = registered.judge(world, registered.settings.parse(settings));

  expect(said && said.kind !== 'unseen' ? `${said.kind} ${said.says} to ${said.tell}` : 'fine').toBe(expected);
});

test('a policy judges it where there is no entry, and nowhere else', () => {
  const policy = foundingPolicy('anhui-chamber');
  const [use] = policy.uses;
  if (!use) throw new RangeError('the policy uses no rule');
  const settings = registered.settings.parse({});
  const only = {
    ...policy,
    uses: [{ ...use, rule: registered as unknown as typeof use.rule, settings, level: 'remind' as const }],
  };

  const [without, within] = [facts({ registered: null }), facts()].map((world) => judgeGroup(only, world));

  expect(without).toMatchObject({ findings: [{ says: 'unregistered' }], coverage: [{ verdict: 'checked' }] });
  expect(within?.findings).toEqual([]);
});
