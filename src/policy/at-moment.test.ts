import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aDirectory, aPerson } from '../../test/builders/person.ts';
import { selects } from '../rules/selector.ts';
import { policyAt } from './at-moment.ts';
import { loadPolicy } from './load.ts';
import type { Policy } from './policy.ts';

const good = readFileSync(join(import.meta.dirname, '../../test/fixtures/policies/good.yaml'), 'utf8');

/** The good policy with a president who is held by name, and required in the group. */
function policyWith(role: string): Policy {
  const source = good
    .replace('kinds:\n', `  president: ${role}\nkinds:\n`)
    .replace('{ role: managers }, as: 管理人员', '{ role: president }, as: 总裁');
  const loaded = loadPolicy(source, 'p.yaml');
  if ('problems' in loaded) expect.unreachable(JSON.stringify(loaded.problems));
  return loaded.policy;
}

const day = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);
const zhang = aPerson({ userid: 'zhang' });
const li = aPerson({ userid: 'li', position: '总裁' });
const directory = aDirectory({ persons: [zhang, li] });

const heldOn = (policy: Policy, date: string): string[] => {
  const who = policyAt(policy, day(date)).roles.get('president')?.who;
  return who ? [zhang, li].filter((person) => selects(who, person, directory)).map(({ userid }) => userid ?? '') : [];
};

describe('a role held by name', () => {
  const byName = policyWith(
    '{ name: 总裁, holders: [{ userid: Zhang, from: 2026-09-01, until: 2026-10-31, source: 任命书, deputy: { userid: li, from: 2026-10-01, until: 2026-10-07 } }, { userid: li, from: 2026-11-01, source: 任命书 }] }',
  );

  test.each([
    ['2026-08-31', []],
    ['2026-09-01', ['zhang']],
    ['2026-10-01', ['zhang', 'li']],
    ['2026-10-07', ['zhang', 'li']],
    ['2026-10-08', ['zhang']],
    ['2026-10-31', ['zhang']],
    ['2026-11-01', ['li']],
    ['2036-11-01', ['li']],
  ])('on %s is held by %j', (date, userids) => {
    expect(heldOn(byName, date)).toEqual(userids);
  });

  test('changes hands at midnight in China', () => {
    const at = (text: string) => policyAt(byName, Date.parse(text)).roles.get('president')?.who.userid;
    expect(at('2026-10-31T23:59:59+08:00')).toEqual(['Zhang']);
    expect(at('2026-11-01T00:00:00+08:00')).toEqual(['li']);
  });

  test('stands for the same people in the settings of rules', () => {
    const who = (date: string) => JSON.stringify(policyAt(byName, day(date)).uses[0]?.settings);
    expect(who('2026-09-10')).toContain('"userid":["Zhang"]');
    expect(who('2026-11-10')).toContain('"userid":["li"]');
  });

  test('is the same object between two changes, so that rules may remember by it', () => {
    expect(policyAt(byName, day('2026-09-02'))).toBe(policyAt(byName, day('2026-09-20')));
    expect(policyAt(byName, day('2026-09-02'))).not.toBe(policyAt(byName, day('2026-11-20')));
  });

  test('may stand beside a title', () => {
    const either = policyWith(
      '{ name: 总裁, who: { title: 总裁 }, holders: [{ userid: zhang, from: 2026-10-01, source: 代任决定 }] }',
    );
    expect([heldOn(either, '2026-09-30'), heldOn(either, '2026-10-01')]).toEqual([['li'], ['zhang', 'li']]);
  });

  test('a policy without such roles is itself at every moment', () => {
    const plain = policyWith('{ name: 总裁, who: { title: 总裁 } }');
    expect(policyAt(plain, day('2026-09-02'))).toBe(plain);
  });
});
