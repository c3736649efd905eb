import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTalkingHouse, type TalkingHouse } from './talking-house.ts';

// A rule that only observes, and whose misses need a sign that the person could have answered.

let open: TalkingHouse;
let elsewhere: string;
beforeAll(async () => {
  open = await openTalkingHouse({ level: 'observe', settings: ['reachable: must-be-shown'] });
  const { house } = open;
  elsewhere = await house.tenant.createGroup({ name: '别的群', owner: 'li.renshi', members: ['qian.xiaoshou'] });
  await house.idle();
  await at('11-26 10:01');
});
afterAll(() => open.house.close());

async function at(time: string): Promise<void> {
  await open.readUpTo(time);
  await open.house.until(`2026-${time}:00+08:00`);
  await open.house.idle();
}
const asks = (id: string, time: string) => ({
  id,
  from: 'sun.jingli',
  at: time,
  text: '@营销策划部-钱销售 请今天把报表发我',
});
const rowOf = async (messageId: string) => (await open.rows()).find(({ messages }) => messages[0] === messageId);
const said = async () =>
  (await open.house.openCases()).filter(({ rule }) => rule === 'response/task').map(({ says, level }) => [says, level]);
const told = async () => [...(await open.notices('waiting')), ...(await open.notices('overdue'))];

test('without a sign nobody can say that he could have answered, and nobody is told anything', async () => {
  await open.hear(asks('o1', '11-26 10:00'));
  await at('11-26 11:30');
  expect(await rowOf('o1')).toMatchObject({ acknowledgeState: 'missed', level: 'observe' });
  expect(await said()).toEqual([['not-shown', 'observe']]);
  expect(await told()).toEqual([]);
  expect(await open.house.inCorp((tx) => tx.obligationTold.count())).toBe(0);
});

test('what he says in another group while he is waited for shows it: a miss, which is still only recorded', async () => {
  await open.hear({ id: 'o1a', from: 'qian.xiaoshou', at: '11-26 11:20', text: '收到' });
  await at('11-27 10:01');
  await open.hear(asks('o2', '11-27 10:00'));
  await open.hear({ id: 'o3', from: 'qian.xiaoshou', at: '11-27 10:10', text: '大家早', roomid: elsewhere });
  await at('11-27 11:30');
  expect(await rowOf('o2')).toMatchObject({
    acknowledgeState: 'missed',
    reachable: { is: 'shown', by: { how: 'spoke', by: 'qian.xiaoshou' } },
  });
  expect(await said()).toContainEqual(['not-answered', 'observe']);
  expect(await told()).toEqual([]);
  expect((await open.notices('reminder')).filter(({ toUserid }) => toUserid === 'qian.xiaoshou')).toEqual([]);
});
