import { expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { anOutsider, aRegistered } from '../../test/builders/group.ts';
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
const none = { records: new Set(), needs: new Set(), beside: [], members: [] };
const some = (...beside: string[]) => ({
  records: new Set(['siblings', 'stays']),
  needs: new Set(['roster']),
  beside,
  members: ['wm-1'],
});

test.each<readonly [string, readonly Partial<RuleUse>[], string, object]>([
  ['no rule asks', [], 'marketing', none],
  ['a rule asks', [{}], 'marketing', some('marketing')],
  [
    'a rule asks for a set',
    [{ settings: oneOfASet.settings.parse({ kinds: ['a', 'b'] }) }],
    'marketing',
    some('a', 'b'),
  ],
  [
    'two rules ask',
    [{}, { settings: oneOfASet.settings.parse({ kinds: ['marketing', 'b'] }) }],
    'marketing',
    some('marketing', 'b'),
  ],
  ['it is off', [{ level: 'off' }], 'marketing', none],
  ['a number is open', [{ unset: ['settings.count'] }], 'marketing', none],
  ['it is for another kind', [{ kinds: ['executive'] }], 'marketing', none],
  ['the group is of a kind of another policy', [{}], 'elsewhere', none],
])('%s', (_name, uses, kind, expected) => {
  const asked = askedOf(
    { ...policy, uses: uses.map(asking) },
    facts({ registered: aRegistered({ kind }), members: [anOutsider({ id: 'wm-1' })] }),
  );

  expect(asked).toEqual(expected);
});
