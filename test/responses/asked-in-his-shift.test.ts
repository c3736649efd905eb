import { afterAll, beforeAll, expect, test } from 'vitest';
import { localAt } from '../../src/work-time/local-time.ts';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

let open: TalkingHouse;
const HR = 'li.renshi';
beforeAll(async () => {
  open = await openTalkingHouse({ settings: ['reachable: must-be-shown'] });
  const lines = [
    '班次,qian.xiaoshou,,2026-11-24,2026-11-25,休,',
    '班次,qian.xiaoshou,,2026-11-26,2026-11-27,20:00-次日08:00,',
    '班次,qian.xiaoshou,,2026-11-28,2026-12-04,休,',
  ];
  const file = open.house.file(['类型,账号,部门,开始,结束,时间,状态', ...lines].join('\n'), '班.csv');
  await open.json('attendance', 'import', file, '--by', HR);
});
afterAll(() => open.house.close());

/** The archive is read up to this moment, and nobody worked meanwhile. */
async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.setClock(`2026-${time}:00+08:00`);
  await open.house.idle();
}
const asked = async () =>
  (await open.notices('question')).map(({ toUserid, state, sentAt }) => {
    const shown = sentAt && localAt(sentAt.getTime(), 'Asia/Shanghai');
    return [toUserid, state, shown && `${shown.date.slice(5)} ${Math.floor(shown.minute / 60)}:${shown.minute % 60}`];
  });

test('whom HR asks by day whether messages reached him in his night is asked when his next night begins', async () => {
  await at('11-26 22:01');
  await open.hear({
    id: 'a1',
    from: 'sun.jingli',
    at: '11-26 22:00',
    text: '@营销策划部-钱销售 请今天把报表发我',
  });
  await at('11-26 22:40');
  await at('11-27 09:05');
  await open.house.tenant.press(HR, '请您处理一项群事务', '询问');
  await at('11-27 19:55');
  expect(await asked()).toEqual([['qian.xiaoshou', 'waiting', null]]);
  await at('11-27 20:05');
  expect(await asked()).toEqual([['qian.xiaoshou', 'sent', '11-27 20:5']]);
  expect(open.house.tenant.inbox('qian.xiaoshou').at(-1)?.text).toContain('当时您收得到消息吗');
});
