import { expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aRegistered } from '../../test/builders/group.ts';
import { foundingPolicy } from '../../test/builders/policy.ts';
import { oneOfASet } from '../rules/set/one-of-a-set.ts';
import { askedOf } from './asks.ts';
import type { RuleUse } from './policy.ts';

const policy = foundingPolicy('chongqing-industrial');
const [use] = policy.uses as [RuleUse];
const asking = (over: Partial<RuleUse>): RuleUse => ({
  ...use,
  rule: oneOfASet as unknown as RuleUse['rule'],
  settings: oneOfASet.settings.parse({}),
  kinds: ['marketing'],
  level: 'observe',
  unset: [],
  ...over,
});
const none = { records: 'none', beside: [] };

test.each<readonly [string, readonly Partial<RuleUse>[], string, object]>([
  ['no rule asks', [], 'marketing', none],
  ['a rule asks', [{}], 'marketing', { records: 'some', beside: ['marketing'] }],
  [
    'a rule asks for a set',
    [{ settings: { kinds: ['a', 'b'] } }],
    'marketing',
    { records: 'some', beside: ['a', 'b'] },
  ],
  [
    'two rules ask',
    [{}, { settings: { kinds: ['marketing', 'b'] } }],
    'marketing',
    { records: 'some', beside: ['marketing', 'b'] },
  ],
  ['it is off', [{ level: 'off' }], 'marketing', none],
  ['a number is open', [{ unset: ['settings.count'] }], 'marketing', none],
  ['it is for another kind', [{ kinds: ['executive'] }], 'marketing', none],
  ['the group is of a kind of another policy', [{}], 'elsewhere', none],
])('%s', (_name, uses, kind, expected) => {
  const asked = askedOf({ ...policy, uses: uses.map(asking) }, facts({ registered: aRegistered({ kind }) }));

  expect(asked).toEqual(expected);
});
