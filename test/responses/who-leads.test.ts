import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// One house; the days in the order in which they stand here.

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse({
    amend: (policy) => policy.replace('from: [marketing-manager]', 'from: [leader]'),
  });
  await open.readUpTo('11-26 09:30');
});
afterAll(() => open.house.close());

const asks = (id: string, at: string) => ({ id, from: 'sun.jingli', at, text: '@营销策划部-钱销售 请今天把报表发我' });
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
async function synced(): Promise<void> {
  await open.house.sync();
  await open.house.idle();
}
const stands = async () => (await open.rows()).map(({ messages, acknowledgeState }) => [messages[0], acknowledgeState]);
const told = async () =>
  (await open.house.allCases())
    .filter(({ rule }) => rule === 'response/task')
    .map(({ says, closedBecause }) => [says, closedBecause]);
const corrected = async () => (await open.notices('correction')).length;

describe('a leader', () => {
  test('makes nobody late for what he wrote before he was one', async () => {
    await at('11-27 10:01');
    await open.hear(asks('a1', '11-27 10:00'));
    await at('12-04 10:00');
    expect(await stands()).toEqual([]);
    await open.house.tenant.setLeaderIn('sun.jingli', [5]);
    await synced();
    await at('12-04 10:30');
    expect([await stands(), await told()]).toEqual([[], []]);
  });

  test('is one for what he writes from then on', async () => {
    await at('12-04 11:01');
    await open.hear(asks('b1', '12-04 11:00'));
    await at('12-04 11:40');
    expect([await stands(), await told()]).toEqual([[['b1', 'missed']], [['not-answered', null]]]);
  });

  test('stays one under another title, and what was missed stays missed', async () => {
    open.house.tenant.setProfile('sun.jingli', { position: '营销总监' });
    open.house.tenant.setProfile('qian.xiaoshou', { position: '高级营销策划' });
    await synced();
    expect([await stands(), await told()]).toEqual([[['b1', 'missed']], [['not-answered', null]]]);
  });

  test('was one, when he is one no more: nothing of his time is taken back, and nothing new waits', async () => {
    await at('12-07 10:00');
    await open.house.tenant.setLeaderIn('sun.jingli', []);
    await synced();
    await at('12-07 11:01');
    await open.hear(asks('c1', '12-07 11:00'));
    await at('12-07 11:40');
    expect([await stands(), await told()]).toEqual([[['b1', 'missed']], [['not-answered', null]]]);
    expect(await corrected()).toBe(0);
  });
});
