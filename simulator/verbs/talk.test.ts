import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSimulatedArchive } from '../archive/archive.ts';
import type { Sent } from '../archive/things.ts';
import { openSimulator } from '../simulator.ts';
import { movableClock } from '../testing/movable-clock.ts';
import { openReceiver } from '../testing/receiver.ts';
import { callerOf } from '../testing/wecom-call.ts';

const KEYS = { token: 'archiveToken01', aesKey: 'k7Qm2Zr9Tx4Wb6Yd1Ns8Fv3Hj5Lp0Gc7Ae2Ru4Ti6Oy' };
const NOW = Date.parse('2026-11-26T10:00:00+08:00');

/** A company with an archive: an internal group, one with a customer, and what its archive has heard. */
async function openTalk(seats?: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'qungui-talk-'));
  const clock = movableClock('2026-11-26T10:00:00+08:00');
  const simulator = await openSimulator({ clock, retryAfterMs: 20 });
  const file = openSimulatedArchive(folder, 'wwtalk0123456789');
  const tenant = simulator.addTenant({
    name: 'a',
    corpid: 'wwtalk0123456789',
    archived: { file, ...(seats && { seats }) },
  });
  const [app, receiver] = await Promise.all([openReceiver(KEYS), openReceiver(KEYS)]);
  onTestFinished(async () => {
    await simulator.close();
    await Promise.all([app.close(), receiver.close()]);
    rmSync(folder, { recursive: true });
  });
  for (const [userid, name] of Object.entries({
    'Li.Yangben': '李样本',
    'qian.xiaoshou': '钱销售',
    'sun.daifa': '孙代发',
  }))
    await tenant.hire({ userid, name });
  const customer = tenant.addExternal({ name: '小鱼儿' });
  const inside = await tenant.createInternalGroup({
    name: '内部群',
    owner: 'sun.daifa',
    members: ['Li.Yangben', 'qian.xiaoshou'],
  });
  const outside = await tenant.createGroup({
    name: '客户群',
    owner: 'qian.xiaoshou',
    members: ['Li.Yangben', customer],
  });
  tenant.setCallback('app', { ...KEYS, url: app.url });
  await tenant.configureCallback('archive', { ...KEYS, url: receiver.url });
  const heard = () => file.wordsBehind().map((text) => JSON.parse(text));
  return { clock, simulator, tenant, app, receiver, customer, inside, outside, heard };
}

describe('what is said in a group', () => {
  test('is a record with its sender, the others and the moment; an @ is a name and a narrow space', async () => {
    const { tenant, inside, heard } = await openTalk();
    await tenant.setNickname(inside, 'Li.Yangben', '部长李样本');
    const msgid = await tenant.sayIn(inside, 'sun.daifa', '请收到回复', { mentions: ['li.yangben', 'all'] });
    expect(heard()).toEqual([
      {
        action: 'send',
        msgid,
        from: 'sun.daifa',
        tolist: ['Li.Yangben', 'qian.xiaoshou'],
        roomid: inside,
        msgtime: NOW,
        msgtype: 'text',
        text: { content: '@部长李样本\u2005@所有人\u2005请收到回复' },
      },
    ]);
    expect(msgid).toMatch(/^\d+_1795658400$/);
  });

  test.each([
    ['zh', '这是一条引用/回复消息：\n孙代发\n放假\n------\n收到'],
    ['en', 'This is a quote/reply:\n孙代发\n放假\n------\n收到'],
  ] as const)('an answer quotes in the language %s of its sender', async (language, content) => {
    const { tenant, inside, heard } = await openTalk();
    const quote = await tenant.sayIn(inside, 'sun.daifa', '放假');
    await tenant.sayIn(inside, 'qian.xiaoshou', '收到', { quote, language });
    expect(heard()[1].text).toEqual({ content });
    expect(tenant.talkIn(inside).map(({ words }) => words)).toEqual(['放假', '收到']);
  });

  test('two words of one moment keep their order; a late one has its own time', async () => {
    const { tenant, inside, heard } = await openTalk();
    for (const text of ['一', '二']) await tenant.sayIn(inside, 'sun.daifa', text);
    await tenant.sayIn(inside, 'sun.daifa', '早', { at: '2026-11-26T09:00:00+08:00' });
    expect(heard().map(({ msgtime }) => msgtime - NOW)).toEqual([0, 1, -3_600_000]);
  });

  test('a recall names its message', async () => {
    const { tenant, inside, heard } = await openTalk();
    const msgid = await tenant.sayIn(inside, 'sun.daifa', '一');
    await tenant.recall(msgid);
    expect(heard()[1]).toMatchObject({
      action: 'recall',
      msgtype: 'revoke',
      from: 'sun.daifa',
      revoke: { pre_msgid: msgid },
    });
    await expect(tenant.recall(msgid)).rejects.toThrow('to take back');
  });

  const sent: readonly (readonly [string, Sent, Record<string, unknown>])[] = [
    ['image', { is: 'image' }, { image: { filesize: 70_961 } }],
    ['emotion', { is: 'sticker' }, { emotion: { type: 1 } }],
    ['voice', { is: 'voice', seconds: 58 }, { voice: { play_length: 58 } }],
    ['video', { is: 'video', seconds: 9 }, { video: { play_length: 9 } }],
    ['file', { is: 'file', name: '报价.xlsx' }, { file: { filename: '报价.xlsx', fileext: 'xlsx' } }],
    ['link', { is: 'link', url: 'https://a.example/b' }, { link: { link_url: 'https://a.example/b' } }],
    ['weapp', { is: 'mini-program', title: '拼单' }, { weapp: { title: '拼单' } }],
    ['card', { is: 'card', of: 'wmSomebody' }, { card: { userid: 'wmSomebody' } }],
    ['location', { is: 'place', title: '示例大厦', address: '示例路 1 号' }, { location: { title: '示例大厦' } }],
    [
      'redpacket',
      { is: 'red-packet', wish: '生日快乐', count: 5 },
      { redpacket: { type: 2, wish: '生日快乐', totalcnt: 5 } },
    ],
    [
      'chatrecord',
      { is: 'forwarded', texts: ['一'] },
      { chatrecord: { item: [{ content: '{"content":"一"}', from_chatroom: true }] } },
    ],
    ['hologram', { is: 'raw', msgtype: 'hologram', body: { hologram: {} } }, { hologram: {} }],
  ];
  test.each(sent)('a %s has its own words', async (msgtype, thing, part) => {
    const { tenant, inside, heard } = await openTalk();
    await tenant.sendIn(inside, 'sun.daifa', thing);
    expect(heard()).toMatchObject([{ msgtype, ...part }]);
  });

  test('among outsiders the id ends in _external, and a red packet is an external one', async () => {
    const { tenant, outside, heard } = await openTalk();
    await tenant.sendIn(outside, 'qian.xiaoshou', { is: 'red-packet', wish: '开工' });
    expect(heard()).toMatchObject([{ msgid: expect.stringMatching(/_external$/), msgtype: 'external_redpacket' }]);
  });

  test('who is not inside says nothing there', async () => {
    const { tenant, outside } = await openTalk();
    await expect(tenant.sayIn(outside, 'sun.daifa', '一')).rejects.toThrow('is not in');
  });
});

describe('what is kept', () => {
  test('a group without a seat is not; one seat is enough for all its members', async () => {
    const { tenant, inside, outside, heard } = await openTalk(['li.yangben']);
    await tenant.sayIn(inside, 'sun.daifa', '一');
    tenant.setSeats(['sun.daifa']);
    await tenant.sayIn(outside, 'qian.xiaoshou', '二');
    await tenant.sayIn(inside, 'qian.xiaoshou', '三');
    expect(heard().map(({ text }) => text.content)).toEqual(['一', '三']);
    expect(tenant.talkIn(outside).map(({ words }) => words)).toEqual(['二']);
  });

  test('an outsider from his consent on, as long as it holds; it is a record itself', async () => {
    const { tenant, outside, customer, heard } = await openTalk();
    await tenant.sayIn(outside, customer, '一');
    await tenant.agree(customer, outside);
    await tenant.sayIn(outside, customer, '二');
    await tenant.disagree(customer, outside);
    await tenant.sayIn(outside, customer, '三');
    expect(heard().map(({ msgtype }) => msgtype)).toEqual(['agree', 'text', 'disagree']);
  });

  test('one to one: both sides agreed, one has a seat; the consent is called back', async () => {
    const { simulator, tenant, app, customer, heard } = await openTalk(['qian.xiaoshou']);
    await tenant.sayTo('qian.xiaoshou', customer, '一');
    await tenant.agree(customer, 'qian.xiaoshou');
    await tenant.sayTo(customer, 'qian.xiaoshou', '二');
    await tenant.sayTo('li.yangben', 'sun.daifa', '三');
    await simulator.idle();
    expect(heard().map(({ msgtype, roomid }) => [msgtype, roomid])).toEqual([
      ['agree', ''],
      ['text', ''],
    ]);
    expect(app.received.map(({ event }) => event.ChangeType)).toEqual(['msg_audit_approved']);
  });

  test('the event comes at once, and then not before fifteen seconds are over', async () => {
    const { clock, simulator, tenant, receiver, inside } = await openTalk();
    for (const text of ['一', '二', '三']) await tenant.sayIn(inside, 'sun.daifa', text);
    await clock.move(15_000);
    await tenant.sayIn(inside, 'sun.daifa', '四');
    await simulator.idle();
    expect(receiver.received.map(({ event }) => [event.Event, event.AgentID, event.FromUserName])).toEqual([
      ['msgaudit_notify', '2000004', 'sys'],
      ['msgaudit_notify', '2000004', 'sys'],
    ]);
  });
});

describe('what the archive tells when it is asked', () => {
  const asked = async (seats?: readonly string[]) => {
    const talk = await openTalk(seats);
    return { ...talk, call: await callerOf(talk.simulator, talk.tenant, talk.tenant.archiveSecret) };
  };

  test('who has a seat: living accounts, of the edition that is asked for', async () => {
    const { call, tenant } = await asked(['qian.xiaoshou', 'sun.daifa', 'nobody']);
    await tenant.dismissPerson('sun.daifa');
    expect(await call('msgaudit/get_permit_user_list', {})).toMatchObject({ errcode: 0, ids: ['qian.xiaoshou'] });
    expect(await call('msgaudit/get_permit_user_list', { type: 3 })).toMatchObject({ ids: [] });
  });

  test('an internal group: name, who made it, when, and who is in it since when', async () => {
    const { call, tenant, inside, outside } = await asked();
    await tenant.changeOwner(inside, 'qian.xiaoshou');
    const since = NOW / 1_000;
    expect(await call('msgaudit/groupchat/get', { roomid: inside })).toMatchObject({
      roomname: '内部群',
      creator: 'sun.daifa',
      room_create_time: since,
      members: ['sun.daifa', 'Li.Yangben', 'qian.xiaoshou'].map((memberid) => ({ memberid, jointime: since })),
    });
    expect(await call('msgaudit/groupchat/get', { roomid: outside })).toMatchObject({ errcode: 40058 });
  });

  test('who agreed, in a group and one to one', async () => {
    const { call, tenant, outside, customer } = await asked();
    await tenant.agree(customer, outside);
    await tenant.disagree(customer, 'qian.xiaoshou');
    expect(await call('msgaudit/check_room_agree', { roomid: outside })).toMatchObject({
      agreeinfo: [{ exteranalopenid: customer, agree_status: 'Agree', status_change_time: NOW / 1_000 }],
    });
    const info = ['qian.xiaoshou', 'sun.daifa'].map((userid) => ({ userid, exteranalopenid: customer }));
    expect(await call('msgaudit/check_single_agree', { info })).toMatchObject({
      agreeinfo: [{ userid: 'qian.xiaoshou', exteranalopenid: customer, agree_status: 'Disagree' }],
    });
    const many = Array.from({ length: 101 }, () => info[0]);
    expect(await call('msgaudit/check_single_agree', { info: many })).toMatchObject({ errcode: 40058 });
  });

  test('only its own secret opens it, and that opens nothing else; an expired one opens nothing', async () => {
    const { call, simulator, tenant, inside } = await asked();
    const app = await callerOf(simulator, tenant);
    expect(await app('msgaudit/groupchat/get', { roomid: inside })).toMatchObject({ errcode: 48002 });
    expect(await call('department/simplelist')).toMatchObject({ errcode: 48002 });
    tenant.archiveExpires();
    expect(await call('msgaudit/get_permit_user_list', {})).toMatchObject({ errcode: 301052 });
  });
});
