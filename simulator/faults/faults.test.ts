import { expect, test, vi } from 'vitest';
import { openStage } from '../testing/open-stage.ts';

const text = (agentid: number, content: string) => ({
  touser: 'li.yangben',
  msgtype: 'text',
  agentid,
  text: { content },
});

test.each([-1, 45009, 6000])('the fault %i answers with it as often as told, and nothing is done', async (errcode) => {
  const { tenant, simulator, call } = await openStage();
  simulator.faults.add({ api: 'message/send', kind: errcode, times: 2 });
  const codes: number[] = [];

  for (let turn = 0; turn < 3; turn += 1)
    codes.push((await call('message/send', text(tenant.agentId, String(turn)))).errcode);

  expect(codes).toEqual([errcode, errcode, 0]);
  expect(tenant.inbox('li.yangben')).toHaveLength(1);
  expect(simulator.stats().api['message/send']).toEqual({ calls: 3, errors: { [errcode]: 2 } });
});

test('a gateway’s 502 is HTML, and nothing is done unless told', async () => {
  const { tenant, simulator, call } = await openStage();
  simulator.faults.add({ api: 'message/send', kind: 'http502' });
  simulator.faults.add({ api: 'message/send', kind: 'http502', effect: 'happens' });

  await expect(call('message/send', text(tenant.agentId, '一'))).rejects.toThrow('JSON');
  expect(tenant.inbox('li.yangben')).toEqual([]);
  await expect(call('message/send', text(tenant.agentId, '二'))).rejects.toThrow('JSON');

  expect(tenant.inbox('li.yangben').map((one) => one.text)).toEqual(['二']);
});

test('a silent server has done what it was asked, and never answers', async () => {
  const { tenant, simulator } = await openStage();
  const ask = `${simulator.origin}/cgi-bin/gettoken?corpid=${tenant.corpid}&corpsecret=${tenant.appSecret}`;
  const { access_token: token } = (await (await fetch(ask)).json()) as { access_token: string };
  simulator.faults.add({ api: 'message/send', kind: 'timeout' });
  const body = JSON.stringify(text(tenant.agentId, '一'));
  const patience = new AbortController();

  const send = fetch(`${simulator.origin}/cgi-bin/message/send?access_token=${token}`, {
    method: 'POST',
    body,
    signal: patience.signal,
  });
  await vi.waitFor(() => expect(tenant.inbox('li.yangben')).toHaveLength(1), 30_000);
  patience.abort();

  await expect(send).rejects.toThrow('aborted');
});

test('a slow answer is a right answer', async () => {
  const { simulator, call } = await openStage();
  simulator.faults.add({ api: '*', kind: 'slow', slowMs: 30 });

  expect(await call('user/get', 'userid=li.yangben')).toMatchObject({ errcode: 0, name: '李样本' });
});

test('a fault strikes only what it is aimed at, and can be taken away', async () => {
  const { tenant, simulator, call } = await openStage();
  simulator.faults.add({ api: 'message/send', match: /N-7/, kind: -1, times: 9 });
  simulator.faults.add({ api: 'message/send', corp: 'b', kind: -1, times: 9 });
  const remove = simulator.faults.add({ api: 'department/list', kind: -1, times: 9 });
  const code = async (content: string) => (await call('message/send', text(tenant.agentId, content))).errcode;

  expect([await code('N-6'), await code('N-7'), (await call('department/list')).errcode]).toEqual([0, -1, -1]);
  remove();
  expect((await call('department/list')).errcode).toBe(0);
  simulator.faults.clear();

  expect(await code('又 N-7')).toBe(0);
});

test('gettoken can fail like any other', async () => {
  const { tenant, simulator } = await openStage();
  simulator.faults.add({ api: 'gettoken', corp: 'a', kind: -1 });
  const ask = async () =>
    (await (
      await fetch(`${simulator.origin}/cgi-bin/gettoken?corpid=${tenant.corpid}&corpsecret=${tenant.appSecret}`)
    ).json()) as { errcode: number };

  expect([(await ask()).errcode, (await ask()).errcode]).toEqual([-1, 0]);
});
