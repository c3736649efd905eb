import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { vouched } from '../../simulator/worlds/move-in.ts';
import type { Small } from '../../simulator/worlds/small.ts';
import { publishPolicy } from '../../src/review/publish-policy.ts';
import type { House } from '../house.ts';
import { openSmallHouse } from '../small-house.ts';

const policyA = vouched(readFileSync('policies/chongqing-industrial.yaml', 'utf8'));
const at = (time: string): string => `2026-11-26T${time}:00+08:00`;

let house: House;
let world: Small;
beforeEach(async () => {
  ({ house, world } = await openSmallHouse({ startAt: at('09:30'), policy: policyA }));
});
afterEach(() => house.close());

const publish = (...changes: readonly (readonly [from: string, to: string])[]) => {
  const text = changes.reduce((source, [from, to]) => {
    expect(source).toContain(from);
    return source.replace(from, to);
  }, policyA);
  return publishPolicy(house.deps, house.corp, text, 'a.yaml', 'li.renshi');
};
const callItself = async (nickname: string) => {
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', nickname);
};
const closings = async (rule: string) =>
  (await house.allCases()).filter((row) => row.rule === rule).map((row) => row.closedBecause ?? 'open');

describe('an open case under a new version', () => {
  test('closes as policy changed when the new version asks for something else', async () => {
    await callItself('赵试用');
    await house.until(at('10:00'));
    expect(await closings('naming/nickname')).toEqual(['open']);

    await publish(['parts: [department, name], mayAdd', 'parts: [department, name], also: [[name]], mayAdd']);
    await house.until(at('10:20'));
    expect(await closings('naming/nickname')).toEqual(['policy-changed']);
  });

  test('closes as fixed when he mended it, though a new version looks first', async () => {
    await callItself('赵试用');
    await house.until(at('10:00'));
    await house.tenant.setNickname(world.group, 'zhao.shiyong', '营销策划部-赵试用');
    await publish(['grace: 7h', 'grace: 8h']);
    await house.until(at('10:20'));
    expect(await closings('naming/nickname')).toEqual(['fixed']);
  });

  test('closes as policy changed when an exception spares the person, and nobody is said to have mended anything', async () => {
    await callItself('小太阳');
    await house.until(at('10:00'));
    const exception =
      '\n    exceptions: [{ who: { userid: zhao.shiyong }, reason: 产假, by: 行政人事部, until: 2026-12-31 }]';
    await publish(["      separator: '-'", `      separator: '-'${exception}`]);
    await house.until(at('10:20'));
    expect(await closings('naming/nickname')).toEqual(['policy-changed']);
  });
});

test('an open case of a policy that gave the group away closes as policy changed, and the other policy opens its own', async () => {
  await callItself('小太阳');
  await house.until(at('10:00'));
  const other = policyA.replace('policy: chongqing-industrial', 'policy: another');
  await publishPolicy(house.deps, house.corp, other, 'another.yaml', 'li.renshi');
  await house.until(at('10:20'));
  const rows = (await house.allCases()).filter(({ rule }) => rule === 'naming/nickname');
  expect(rows.map((row) => `${row.policySlug} v${row.policyVersion} ${row.closedBecause}`).sort()).toEqual([
    'another v1 null',
    'chongqing-industrial v1 policy-changed',
  ]);
  const found = await house.inCorp((tx) => tx.finding.findMany({ where: { rule: 'naming/nickname' } }));
  expect(found.map((row) => `${row.policySlug} ${row.change}`).sort()).toEqual([
    'another found',
    'another gone',
    'chongqing-industrial found',
  ]);
});

describe('publishing', () => {
  test('stores number, hash, first day and who, and puts it on the record', async () => {
    await publish(['grace: 7h', 'grace: 8h']);
    const rows = await house.inCorp((tx) => tx.policyVersion.findMany({ orderBy: { version: 'asc' } }));
    expect(rows.map(({ version, publishedBy }) => [version, publishedBy])).toEqual([
      [1, 'li.renshi'],
      [2, 'li.renshi'],
    ]);
    expect(rows[1]?.effectiveAt.toISOString()).toBe('2026-08-31T16:00:00.000Z');
    expect(rows[1]?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[1]?.hash).not.toBe(rows[0]?.hash);
    const records = await house.inCorp((tx) => tx.auditRecord.count({ where: { kind: 'policy-published' } }));
    expect(records).toBe(2);
  });

  test('a version that begins later judges nothing until then, and the past stays as it was judged', async () => {
    await callItself('小太阳');
    await house.until(at('10:00'));
    const before = await house.inCorp((tx) => tx.finding.findMany({ orderBy: { at: 'asc' } }));
    await publish(['effective: 2026-09-01', 'effective: 2026-11-28'], ['grace: 7h', 'grace: 9h']);
    await house.until(at('11:00'));
    const after = await house.inCorp((tx) => tx.finding.findMany({ orderBy: { at: 'asc' } }));
    expect(after.slice(0, before.length)).toEqual(before);
    expect(new Set(after.map(({ policyVersion }) => policyVersion))).toEqual(new Set([1]));
  });
});
