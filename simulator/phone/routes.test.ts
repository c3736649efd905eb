import { expect, test } from 'vitest';
import { setSampleWorld } from '../sample-world.ts';
import { openStage } from '../testing/open-stage.ts';
import { untilNineMs } from './times.ts';

const CARD = {
  card_type: 'button_interaction',
  task_id: 'case-1',
  main_title: { title: '您同意过吗？' },
  horizontal_content_list: [{ keyname: '邀请人', value: '<b>钱销售</b>' }],
  button_selection: {
    question_key: 'reason',
    title: '原因',
    option_list: [
      { id: 'r1', text: '口头' },
      { id: 'r2', text: '书面' },
    ],
  },
  button_list: [{ text: '同意过', key: 'yes&no' }],
};

async function withCard() {
  const stage = await openStage();
  const { tenant, simulator, call } = stage;
  const sent = await call('message/send', {
    touser: 'li.yangben',
    msgtype: 'template_card',
    agentid: tenant.agentId,
    template_card: CARD,
  });
  const page = async (path: string): Promise<string> => (await fetch(`${simulator.origin}${path}`)).text();
  const press = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${simulator.origin}/phone/a/li.yangben/press`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers,
      redirect: 'manual',
    });
  return { ...stage, sent, page, press };
}

test('a phone shows its card with pressable buttons, and every word is escaped', async () => {
  const { page } = await withCard();

  expect(await page('/phone')).toContain('/phone/a/li.yangben');
  const phone = await page('/phone/a/li.yangben');
  expect(phone).toContain('您同意过吗？');
  expect(phone).toContain('<button class="style-1" name="key" value="yes&amp;no" >同意过</button>');
  expect(phone).toContain('&lt;b&gt;钱销售&lt;/b&gt;');
  expect(phone).not.toContain('https://'); // nothing comes from anywhere else
  expect(await page('/phone/a/li.yangben?in=wechat')).toContain('在微信侧不显示');
});

test('a press on the page is a press, with what was chosen', async () => {
  const { simulator, app, sent, page, press } = await withCard();

  const answer = await press({ msgid: String(sent.msgid), key: 'yes&no', 'q.reason': 'r2' });
  await simulator.idle();

  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/phone/a/li.yangben']);
  expect(app.received[0]?.event).toMatchObject({
    EventKey: 'yes&no',
    SelectedItems: { SelectedItem: { OptionIds: { OptionId: 'r2' } } },
  });
  expect(await page('/phone/a/li.yangben?part=inbox')).toContain('已点「同意过」');
});

test('a press from another site or on nothing does nothing', async () => {
  const { simulator, app, sent, press } = await withCard();

  const crossed = await press({ msgid: String(sent.msgid), key: 'yes&no' }, { 'sec-fetch-site': 'cross-site' });
  const nothing = await press({ msgid: 'nothing', key: 'yes&no' });
  await simulator.idle();

  expect([crossed.status, nothing.status]).toEqual([403, 404]);
  expect(app.received).toEqual([]);
});

test('greyed, replaced and recalled cards are drawn as such', async () => {
  const { tenant, sent, call, page } = await withCard();

  await call('message/update_template_card', {
    userids: ['li.yangben'],
    agentid: tenant.agentId,
    response_code: sent.response_code,
    button: { replace_name: '已受理' },
  });
  expect(await page('/phone/a/li.yangben')).toContain('<span class="grey">已受理</span>');
  await call('message/recall', { msgid: sent.msgid });
  const phone = await page('/phone/a/li.yangben');

  expect(phone).toContain('撤回了一条消息');
  expect(phone).not.toContain('您同意过吗');
});

test('the first page moves the clock, to nine o’clock too', async () => {
  const { simulator, clock, page } = await withCard();
  const move = (by: string) =>
    fetch(`${simulator.origin}/clock`, { method: 'POST', body: new URLSearchParams({ by }) });
  expect(await page('/')).toContain('2026-11-26 10:00');

  await move('600000');
  expect(await page('/')).toContain('2026-11-26 10:10');
  await move('nine');

  expect((await clock.now()).toISOString()).toBe('2026-11-27T01:00:00.000Z');
});

test.each([
  ['2026-11-26T00:59:59Z', 1_000],
  ['2026-11-26T01:00:00Z', 86_400_000],
  ['2026-11-26T16:00:00Z', 9 * 3_600_000],
])('from %s to nine in China are %i ms', (now, ms) => {
  expect(untilNineMs(new Date(now))).toBe(ms);
});

test('a group shows members and nicknames, the admin page saves settings and verifies a callback', async () => {
  const { simulator, tenant, app, page } = await withCard();
  const sample = simulator.addTenant({ name: 'sample', title: '样例公司' });
  await setSampleWorld(sample);
  const group = (await page('/')).match(/\/groups\/sample\/\w+/)?.[0] ?? '';
  const save = async (path: string, form: Record<string, string>) => {
    const body = new URLSearchParams(form);
    const to = `${simulator.origin}/tenants/a/${path}`;
    const answer = await fetch(to, { method: 'POST', body, redirect: 'manual' });
    return `${answer.status} ${decodeURIComponent(answer.headers.get('location') ?? (await answer.text()))}`;
  };

  expect(await page(group)).toContain('小太阳');
  expect(await page(group)).toContain('state=official');
  expect(sample.countGroups('customer')).toBe(2);
  expect(await save('settings', { enabled: 'on', trustedIps: '203.0.113.7' })).toMatch(/^303 .*已保存/);
  expect(
    await save('callback/app', { url: app.url, token: 'wrong', aesKey: 'k7Qm2Zr9Tx4Wb6Yd1Ns8Fv3Hj5Lp0Gc7Ae2Ru4Ti6Oy' }),
  ).toMatch(/^422 [\s\S]*未保存[\s\S]*answered 403/);
  expect(
    await save('callback/app', {
      url: app.url,
      token: 'grpPolicyToken01',
      aesKey: 'k7Qm2Zr9Tx4Wb6Yd1Ns8Fv3Hj5Lp0Gc7Ae2Ru4Ti6Oy',
    }),
  ).toMatch(/^303 .*验证通过/);
  expect(await page(`/tenants/${tenant.name}`)).toContain('203.0.113.7');
  expect((await fetch(`${simulator.origin}/tenants/nobody`)).status).toBe(404);
});

test('whoever reads may write back, and the app hears it as his words', async () => {
  const { simulator, app, page } = await withCard();

  const say = (text: string, headers: Record<string, string> = {}) =>
    fetch(`${simulator.origin}/phone/a/li.yangben/say`, {
      method: 'POST',
      body: new URLSearchParams({ text }),
      headers,
      redirect: 'manual',
    });
  const [answer, crossed] = [await say('0'), await say('1', { 'sec-fetch-site': 'cross-site' })];
  await simulator.idle();

  expect([answer.status, crossed.status]).toEqual([303, 403]);
  expect(app.received.map(({ event }) => event)).toMatchObject([
    { MsgType: 'text', Content: '0', FromUserName: 'li.yangben' },
  ]);
  expect(await page(answer.headers.get('location') ?? '')).toContain('已发送「0」');
});

test('on the page of a group somebody is invited, a nickname is set and something is said, as members do it', async () => {
  const { simulator, tenant, app, page } = await withCard();
  const chatId = await tenant.createGroup({ name: '示例群', owner: 'li.yangben' });
  const guest = tenant.addExternal({ name: '新客户' });
  await simulator.idle();
  app.received.length = 0;
  const doing = (what: string, form: Record<string, string>) =>
    fetch(`${simulator.origin}/groups/a/${chatId}/${what}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });

  await doing('join', { who: guest, by: 'li.yangben' });
  await doing('nickname', { who: 'li.yangben', nickname: '小太阳' });
  await doing('say', { who: 'li.yangben', text: '明天开会' });
  await tenant.recall(await tenant.sayIn(chatId, 'li.yangben', '今天开会'));
  await simulator.idle();

  expect(app.received[0]?.event).toMatchObject({ ChangeType: 'update', UpdateDetail: 'add_member' });
  const shown = await page(`/groups/a/${chatId}`);
  expect(shown).toContain('小太阳');
  expect(shown).toContain('邀请 · 李样本');
  expect(shown).toContain('明天开会');
  expect(shown).toContain('已撤回');
  expect(shown).not.toContain('今天开会');
});

test('what is not there is said on a page that leads back', async () => {
  const { simulator } = await withCard();
  for (const path of ['/groups/a/nothing', '/phone/a/nobody', '/tenants/nobody']) {
    const answer = await fetch(`${simulator.origin}${path}`);
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('<a href="/">');
  }
});
