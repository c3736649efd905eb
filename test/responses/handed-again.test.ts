import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerMatter, type MatterAnswer } from '../../src/daily-close/answer-matter.ts';
import { handedTo } from '../../src/daily-close/handed-to.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse({ settings: ['result: { within: 2 working days, endsBy: [done, handed-over] }'] });
  const { house, world } = open;
  for (const colleague of ['zhao.shiyong', 'li.renshi']) await house.tenant.join(world.group, colleague);
  await house.idle();
  await house.until('2026-11-26T09:32:00+08:00');
  await open.readUpTo('11-26 09:33');
  const text = '@营销策划部-钱销售 @李人事 请今天把报表发我';
  await open.hear({ id: 'm1', from: 'sun.jingli', at: '11-26 09:31', text });
});
afterAll(() => open.house.close());

async function presses(by: string, answer: MatterAnswer, of = 'qian.xiaoshou'): Promise<string> {
  const { corp, deps, inCorp, idle } = open.house;
  const keys = await deps.keys.of(corp);
  const row = (await open.rows()).find(({ awaited, fromKey }) => awaited.includes(of) && fromKey === null);
  if (!row) return 'no such matter';
  const answering = { obligationId: row.id, by, answer, via: 'page', noticeId: null } as const;
  const { outcome } = await inCorp(async (tx) =>
    answerMatter(tx, { corp, keys, at: await deps.clock.now() }, answering),
  );
  await idle();
  return outcome;
}
const handOver = { says: 'handed-over', to: 'zhao.shiyong', reason: '请假' } as const;
const waitsForAWord = async () =>
  (await open.house.inCorp((tx) => handedTo(tx, open.house.corp, 'zhao.shiyong'))).map(({ from }) => from);

test('who declined what is handed to him a second time may decline it again, and is rid of it', async () => {
  expect(await presses('qian.xiaoshou', handOver)).toBe('done');
  expect(await presses('zhao.shiyong', { says: 'declines' })).toBe('done');
  expect(await presses('zhao.shiyong', { says: 'declines' })).toBe('repeat');
  expect(await presses('qian.xiaoshou', handOver)).toBe('done');
  expect(await waitsForAWord()).toEqual(['qian.xiaoshou']);
  expect(await presses('zhao.shiyong', { says: 'declines' })).toBe('done');
  expect(await waitsForAWord()).toEqual([]);
});

test('what two were asked by one message and both hand to one colleague at different times he takes over from both', async () => {
  expect(await presses('qian.xiaoshou', handOver)).toBe('done');
  expect(await presses('zhao.shiyong', { says: 'accepts' })).toBe('done');
  expect(await presses('li.renshi', handOver, 'li.renshi')).toBe('done');
  expect(await presses('zhao.shiyong', { says: 'accepts' }, 'li.renshi')).toBe('done');
  expect(await waitsForAWord()).toEqual([]);
  const asked = (await open.rows()).filter(({ fromKey }) => fromKey === null);
  expect(asked.map(({ awaited, resultState }) => [awaited, resultState])).toEqual([
    [['li.renshi'], 'met'],
    [['qian.xiaoshou'], 'met'],
  ]);
});
