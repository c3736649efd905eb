import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Small } from '../../simulator/worlds/small.ts';
import type { House } from '../house.ts';
import { openSmallHouse } from '../small-house.ts';

/** The admin and the intern get new userids while something is going on about each of them. */
const policyA = readFileSync('policies/chongqing-industrial.yaml', 'utf8')
  .replace('inviters: [{ role: marketing-manager }], ', '')
  .replaceAll('grace: 48h', 'grace: 24h');
const at = (time: string, day = '26'): string => `2026-11-${day}T${time}:00+08:00`;

let house: House;
let world: Small;
beforeAll(async () => {
  ({ house, world } = await openSmallHouse({ startAt: at('09:30'), policy: policyA }));
  await house.until(at('09:40'));
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'qian.xiaoshou' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '小太阳');
  await house.until(at('10:00'));
  await house.tenant.press('sun.jingli', /同意过/, '同意过');
  await house.until(at('10:05'));
  await house.tenant.changeUserid('zhao.shiyong', 'zhao.new');
  await house.tenant.changeUserid('sun.jingli', 'sun.new');
  await house.until(at('10:30'));
}, 120_000);
afterAll(() => house.close());

const cases = async () => (await house.allCases()).map((row) => `${row.says} ${row.subject} ${row.closedBecause}`);

describe('a new userid', () => {
  test('starts no case anew, ends none, and asks no answered question again', async () => {
    expect(await cases()).toEqual(['asked member:zhao.new answered', 'other member:zhao.new null']);
  });

  test('leaves him told once', () => expect(house.tenant.inbox('zhao.new')).toHaveLength(1));

  test('leaves the admin appointed: whom he lets in is fine', async () => {
    await house.tenant.hire({ userid: 'wei.xin', name: '魏新', department: 5 });
    await house.tenant.join(world.group, 'wei.xin', { inviter: 'sun.new' });
    await house.tenant.setNickname(world.group, 'wei.xin', '营销策划部-魏新');
    await house.until(at('11:00'));
    expect(await cases()).toHaveLength(2);
  });

  test('keeps person and stays: one history', async () => {
    const rows = await house.inCorp((tx) =>
      tx.membership.findMany({ where: { corp: house.corp, chatId: world.group, memberId: { startsWith: 'zhao' } } }),
    );
    expect(rows.map((row) => [row.memberId, row.until])).toEqual([['zhao.new', null]]);
    const accounts = await house.inCorp((tx) =>
      tx.account.findMany({ where: { corp: house.corp, userid: { startsWith: 'zhao' } } }),
    );
    expect(new Set([...accounts, ...rows].map((row) => row.personId)).size).toBe(1);
  });

  test('reaches him with the next reminder', async () => {
    await house.setClock(at('10:00', '27'));
    await house.idle();
    await house.setClock(at('10:00', '30'));
    await house.idle();
    expect(house.tenant.inbox('zhao.new')).toHaveLength(2);
  });
});
