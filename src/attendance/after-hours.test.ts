import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from '../../test/responses/talking-house.ts';

// What leaders write after hours, as their employer sees it.

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse();
  const asks = (id: string, at: string) => ({
    id,
    from: 'sun.jingli',
    at,
    text: '@营销策划部-钱销售 请今天把报表发我',
  });
  await open.hear(asks('m1', '11-26 10:00'), asks('m2', '11-26 22:30'), asks('m3', '11-28 10:00'));
  await open.hear({ id: 'm4', from: 'qian.xiaoshou', at: '11-26 22:31', text: '收到' });
  await open.readUpTo('11-29 09:30');
  await open.house.setClock('2026-11-29T09:30:00+08:00');
}, 60_000);
afterAll(() => open.house.close());

describe('messages after-hours', () => {
  test('counts by group what leaders wrote at night and on days off; nobody is named and nothing quoted', async () => {
    const answer = await open.json('messages', 'after-hours', '--days', '5');
    expect(answer.groups).toMatchObject([{ groupName: '示范花园营销群', messages: 2, atNight: 1, onDaysOff: 1 }]);
    expect(JSON.stringify(answer)).not.toMatch(/sun|孙|报表/);
  });

  test('is of the days that are asked for', async () => {
    expect((await open.json('messages', 'after-hours', '--days', '1')).groups).toEqual([
      expect.objectContaining({ messages: 1, atNight: 0 }),
    ]);
    expect((await open.run('messages', 'after-hours', '--days', '99')).exit).toBe(2);
  });
});
