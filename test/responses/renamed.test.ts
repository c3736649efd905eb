import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// Somebody changed his name in the group, and nobody told us; each test goes on where the last one ended.

let open: TalkingHouse;
const [ASKER, HE] = ['sun.jingli', 'qian.xiaoshou'] as const;
beforeAll(async () => {
  open = await openTalkingHouse();
  await at('11-26 10:01');
}, 60_000);
afterAll(() => open.house.close());

/** The archive is read, and every worker has worked, up to this moment. */
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
const renames = (id: string, nickname: string) =>
  open.house.tenant.withoutCallbacks(() => open.house.tenant.setNickname(open.world.group, id, nickname));
const states = async () =>
  (await open.rows()).map(({ messages, awaited, certainty, openedAt, acknowledgeState }) => [
    messages[0],
    awaited,
    certainty,
    openedAt.toISOString().slice(11, 16),
    acknowledgeState,
  ]);
const reads = async () => {
  const { corp } = open.house;
  const rows = await open.house.inCorp((tx) =>
    tx.timer.findMany({ where: { corp, kind: 'look-group', subject: open.world.group }, orderBy: { armedAt: 'asc' } }),
  );
  return rows.map(({ state, dueAt }) => [state, new Date(dueAt.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)]);
};

test('a name that nobody has opens nothing, and has the roster read', async () => {
  await renames(HE, '营销策划部-钱新名');
  await open.hear({ id: 'r1', from: ASKER, at: '11-26 10:00', text: '@营销策划部-钱新名 请今天把报表发我' });
  const [row] = await open.house.inCorp((tx) => tx.message.findMany({ where: { id: 'r1' } }));
  expect(JSON.stringify(row?.mentions)).not.toContain('钱新名');
});

test('when it is read he is waited for, from the moment on at which it was said', async () => {
  await at('11-26 10:10');
  expect(await states()).toEqual([['r1', [HE], 'sure', '02:00', 'running']]);
  await at('11-26 10:40');
  expect(await states()).toEqual([['r1', [HE], 'sure', '02:00', 'missed']]);
});

test('a name for which the roster was read already has it read no more, however often it is called', async () => {
  await open.hear({ id: 's1', from: ASKER, at: '11-26 10:41', text: '@财务 请今天付款' });
  await at('11-26 10:50');
  const before = await reads();
  await open.hear(
    { id: 's2', from: ASKER, at: '11-26 10:51', text: '@财务 请今天付款' },
    { id: 's3', from: ASKER, at: '11-26 10:52', text: '@财务 请看一下' },
  );
  expect(await reads()).toEqual(before);
  await open.hear({ id: 's4', from: ASKER, at: '11-26 10:53', text: '@出纳 请看一下' });
  const armed = (await reads()).filter(([state]) => state === 'armed');
  expect((await reads()).length).toBeGreaterThan(before.length - 1);
  expect(armed.length).toBeLessThanOrEqual(1);
});
