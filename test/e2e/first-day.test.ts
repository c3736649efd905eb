import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSmallHouse, type SmallHouse, shippedPolicy } from '../small-house.ts';

const quiet = shippedPolicy.replace(/^manners:\n/m, 'manners:\n  firstDay: quiet\n');
const on = (day: string, time: string): string => `2026-11-${day}T${time}:00+08:00`;

let house: SmallHouse['house'];
let world: SmallHouse['world'];
beforeEach(async () => {
  ({ house, world } = await openSmallHouse({ startAt: on('26', '09:30'), policy: quiet }));
});
afterEach(() => house.close());

const inbox = () => house.tenant.inbox('zhao.shiyong');
const callItself = async (nickname: string) => {
  await house.tenant.join(world.group, 'zhao.shiyong', { inviter: 'sun.jingli' });
  await house.tenant.setNickname(world.group, 'zhao.shiyong', nickname);
};
const nickname = async () => (await house.allCases()).find(({ rule }) => rule === 'naming/nickname');

test('on the first day of a rule members hear nothing; on the second they do, and only then their time begins', async () => {
  await callItself('小太阳');
  await house.until(on('26', '19:59'));
  expect(inbox()).toEqual([]);
  expect(await nickname()).toMatchObject({ held: null, graceUntil: new Date(on('30', '08:30')) });

  await house.until(on('27', '08:31'));
  expect(inbox()).toHaveLength(1);
});

test('what is put right on the first day is never told', async () => {
  await callItself('小太阳');
  await house.until(on('26', '10:00'));
  await house.tenant.setNickname(world.group, 'zhao.shiyong', '营销策划部-赵试用');
  await house.sync();
  await house.until(on('27', '10:00'));
  expect(inbox()).toEqual([]);
  expect(await nickname()).toMatchObject({ closedBecause: 'fixed' });
});
