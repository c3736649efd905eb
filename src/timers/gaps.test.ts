import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDirectory } from '../../simulator/worlds/move-in.ts';
import type { Small } from '../../simulator/worlds/small.ts';
import type { House } from '../../test/house.ts';
import { openSmallHouse } from '../../test/small-house.ts';
import { registerGroup } from '../groups/register.ts';
import { publishPolicy } from '../review/publish-policy.ts';
import { armTimers } from './arm.ts';

const policyA = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
const at = (time: string, day = '26'): string => `2026-11-${day}T${time}:00+08:00`;

let house: House;
let world: Small;
let other: string;
beforeEach(async () => {
  ({ house, world } = await openSmallHouse({ startAt: at('09:30'), policy: policyA }));
  other = await secondGroup();
});
afterEach(() => house.close());

/** A group of the same kind in which there is no customer. */
async function secondGroup(): Promise<string> {
  const chatId = await house.tenant.createGroup({ name: '示范静园营销群', owner: 'sun.jingli', members: [] });
  const [line] = world.registrations;
  if (line) await registerGroup(house.deps, house.corp, { ...line, chatId }, 'li.renshi');
  await house.until(at('09:32'));
  return chatId;
}

/** What the coverage says of a group now. */
async function verdicts(chatId: string): Promise<readonly string[]> {
  const rows = await house.inCorp((tx) => tx.coverage.findMany({ where: { chatId, until: null } }));
  return [...new Set(rows.map((row) => row.verdict))].sort();
}
const SEEN = expect.arrayContaining(['checked']);
const GAP = expect.arrayContaining(['data-gap']);
const NOT_SEEN = expect.not.arrayContaining(['checked']);

describe('people that cannot be read', () => {
  test('a stale directory is a data gap of every group, also of one that was read since; the sweep tries again', async () => {
    expect(await verdicts(world.group)).toEqual(SEEN);
    const lift = house.simulator.faults.add({ api: 'department/list', kind: 60020, times: 1_000 });
    await readDirectory(house.deps, house.corp);
    await house.until(at('09:36'));
    const stale = [await verdicts(world.group), await verdicts(other)];
    await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
    await house.until(at('09:39'));
    const read = await verdicts(world.group);
    lift();
    await house.until(at('10:12'));

    for (const seen of [...stale, read]) expect([seen, seen]).toEqual([GAP, NOT_SEEN]);
    for (const chatId of [world.group, other]) expect(await verdicts(chatId)).toEqual(SEEN);
  });

  test('one external person is a data gap of his groups alone, until he is read', async () => {
    const lift = house.simulator.faults.add({ api: 'externalcontact/get', kind: 60020, times: 1_000 });
    const customer = house.tenant.group(world.group).members.find((member) => member.id.startsWith('wm'))?.id ?? '';
    const now = await house.deps.clock.now();
    await house.inCorp((tx) => armTimers(tx, house.corp, { kind: 'look-contact', subjects: [customer], at: now }));
    await house.until(at('10:15'));
    await house.tenant.join(other, 'zhao.shiyong', { inviter: 'sun.jingli' });
    await house.until(at('10:20'));
    const during = [await verdicts(world.group), await verdicts(other)];
    lift();
    await house.until(at('16:45'));

    expect(during[0]).toEqual(GAP);
    expect(during[0]).toEqual(NOT_SEEN);
    expect([during[1], during[1]]).toEqual([SEEN, expect.not.arrayContaining(['data-gap'])]);
    expect(await verdicts(world.group)).toEqual(SEEN);
  });

  test('one account is a data gap of its groups; the whole directory makes it good', async () => {
    const lift = house.simulator.faults.add({ api: 'user/get', kind: 60020, times: 1_000 });
    const now = await house.deps.clock.now();
    await house.inCorp((tx) =>
      armTimers(tx, house.corp, { kind: 'look-person', subjects: ['qian.xiaoshou'], at: now }),
    );
    await house.until(at('09:36'));
    const during = [await verdicts(world.group), await verdicts(other)];
    lift();
    await house.sync();
    await house.until(at('10:12'));

    expect(during).toEqual([NOT_SEEN, SEEN]);
    expect(await verdicts(world.group)).toEqual(SEEN);
  });
});

test('an event that nobody could handle is a data gap of its group until it was read again', async () => {
  await house.tenant.rename(world.group, '示范花园新名群');
  await house.simulator.idle();
  await house.inCorp((tx) => tx.callback.updateMany({ where: { state: 'new' }, data: { attempts: 3 } }));
  await house.until(at('09:35'));
  const parked = await house.inCorp((tx) => tx.callback.findMany({ where: { state: 'parked' } }));
  const gaps = await house.inCorp((tx) => tx.coverage.findMany({ where: { verdict: 'data-gap' } }));

  expect(parked.map(({ reason }) => reason)).toEqual(['failed-3-times']);
  expect(gaps.length).toBeGreaterThan(0);
  expect(new Set(gaps.map(({ chatId }) => chatId))).toEqual(new Set([world.group]));
  expect(gaps.every(({ until }) => until !== null)).toBe(true);
  expect(await verdicts(world.group)).toEqual(SEEN);
});

test('a version that takes effect tomorrow is judged by at midnight, in every group', async () => {
  const tomorrow = policyA.replace('effective: 2026-09-01', 'effective: 2026-11-27');
  await publishPolicy(house.deps, house.corp, tomorrow, 'a.yaml', 'li.renshi');
  const versions = async (): Promise<number[]> => {
    const rows = await house.inCorp((tx) => tx.coverage.findMany({ where: { until: null } }));
    return [...new Set(rows.map((row) => row.policyVersion))];
  };
  await house.until(at('23:59'));
  const before = await versions();
  await house.until(at('00:01', '27'));

  expect([before, await versions()]).toEqual([[1], [2]]);
});
