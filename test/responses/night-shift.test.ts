import { afterAll, beforeAll, expect, test } from 'vitest';
import { localAt } from '../../src/work-time/local-time.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
beforeAll(async () => {
  open = await openTalkingHouse();
  const lines = [
    '班次,qian.xiaoshou,,2026-11-24,2026-11-25,休,',
    '班次,qian.xiaoshou,,2026-11-26,2026-11-27,20:00-次日08:00,',
    '班次,qian.xiaoshou,,2026-11-28,2026-12-04,休,',
  ];
  const file = open.house.file(['类型,账号,部门,开始,结束,时间,状态', ...lines].join('\n'), '班.csv');
  await open.json('attendance', 'import', file, '--by', 'li.renshi');
});
afterAll(() => open.house.close());

async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
const asks = (id: string, when: string) => ({
  id,
  from: 'sun.jingli',
  at: when,
  text: '@营销策划部-钱销售 请今天把报表发我',
});
const toTheMinute = (at: Date | null): string => {
  const shown = at && localAt(at.getTime(), 'Asia/Shanghai');
  return shown ? `${shown.date.slice(5)} ${Math.floor(shown.minute / 60)}:${shown.minute % 60}` : '';
};
const told = async (kind: string) =>
  (await open.notices(kind)).map(({ state, sentAt }) => `${state} ${toTheMinute(sentAt)}`);

test('who works the night is warned, and told of a miss, in his night, when the policy tells nobody', async () => {
  await at('11-26 22:01');
  await open.hear(asks('a1', '11-26 22:00'));
  await at('11-26 22:19');
  expect(await told('waiting')).toEqual([]);
  await at('11-26 22:25');
  expect(await told('waiting')).toEqual(['sent 11-26 22:20']);
  await at('11-26 23:30');
  expect(await told('reminder')).toEqual(['sent 11-26 22:31']);
});

test('by day he is told nothing, although the policy tells everybody else', async () => {
  await open.hear({ id: 'a2', from: 'qian.xiaoshou', at: '11-26 23:35', text: '收到' });
  await at('11-27 07:51');
  await open.hear(asks('b1', '11-27 07:50'));
  await at('11-27 19:55');
  expect(await told('waiting')).toHaveLength(1);
  await at('11-27 20:15');
  expect((await told('waiting')).at(-1)).toBe('sent 11-27 20:10');
});
