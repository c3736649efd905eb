import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse();
  await open.readUpTo('11-26 09:30');
});
afterAll(() => open.house.close());

async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
const asks = (id: string, at: string) => ({ id, from: 'sun.jingli', at, text: '@营销策划部-钱销售 请今天把报表发我' });
const reminders = async () => (await open.notices('reminder')).map(({ state, notBefore }) => [state, notBefore]);

test('a miss at closing time is told when his next working day begins, although people may be told until eight', async () => {
  await at('11-26 17:31');
  await open.hear(asks('a1', '11-26 17:30'));
  await at('11-26 19:30');
  expect(await open.rows()).toMatchObject([
    { acknowledgeState: 'missed', acknowledgeDueAt: new Date('2026-11-26T18:00:00+08:00') },
  ]);
  const morning = new Date('2026-11-27T09:00:00+08:00');
  expect(await reminders()).toEqual([['waiting', morning]]);
  await at('11-27 08:55');
  expect(await reminders()).toEqual([['waiting', morning]]);
  await at('11-27 09:05');
  expect(await reminders()).toEqual([['sent', morning]]);
});

test('a miss at the beginning of his lunch is told after it', async () => {
  await open.hear({ id: 'a2', from: 'qian.xiaoshou', at: '11-27 09:10', text: '收到' });
  await at('11-27 11:31');
  await open.hear(asks('b1', '11-27 11:30'));
  await at('11-27 12:40');
  expect((await reminders()).at(-1)).toEqual(['waiting', new Date('2026-11-27T13:30:00+08:00')]);
});
