import { describe, expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';
import { type Answer, callerOf } from '../testing/wecom-call.ts';

const LIST = 'externalcontact/groupchat/list';
const MOVE = 'externalcontact/groupchat/onjob_transfer';
const GET = 'externalcontact/groupchat/get';
const idsOf = (answer: Answer): string[] => (answer.group_chat_list as { chat_id: string }[]).map((one) => one.chat_id);
const viewOf = (answer: Answer) =>
  answer.group_chat as { name: string; member_version: string; member_list: { userid: string }[] };

describe('the list of customer groups', () => {
  test('knows customer groups only, by owner, page by page', async () => {
    const { tenant, call } = await openStage();
    const [one, two, three] = [
      await tenant.createGroup({ name: '一', owner: 'li.yangben' }),
      await tenant.createGroup({ name: '二', owner: 'Qian.Xiaoshou' }),
      await tenant.createGroup({ name: '三', owner: 'li.yangben' }),
    ];
    await tenant.createManagedGroup({ name: '应用群', owner: 'li.yangben', members: ['zhou.renshi'] });

    const page = await call(LIST, { limit: 2 });
    expect(idsOf(page)).toEqual([one, two]);
    expect(idsOf(await call(LIST, { limit: 2, cursor: page.next_cursor }))).toEqual([three]);
    expect(idsOf(await call(LIST, { limit: 10, owner_filter: { userid_list: ['QIAN.xiaoshou'] } }))).toEqual([two]);
  });

  test.each([
    [{}, 40058],
    [{ limit: 0 }, 40058],
    [{ limit: 1001 }, 40058],
    [{ limit: 10, status_filter: 7 }, 40058],
    [{ limit: 10, cursor: 'nonsense' }, 50100],
    [{ limit: 10, owner_filter: { userid_list: Array.from({ length: 101 }, String) } }, 40032],
  ])('refuses %j with %i', async (body, errcode) => {
    const { call } = await openStage();

    expect((await call(LIST, body)).errcode).toBe(errcode);
  });

  test('without owners, a scope of more than the limit is 81017', async () => {
    const { tenant, call } = await openStage();
    tenant.setLimits({ ownersWithoutFilter: 2 });

    expect((await call(LIST, { limit: 10 })).errcode).toBe(81017);
    expect((await call(LIST, { limit: 10, owner_filter: { userid_list: ['li.yangben'] } })).errcode).toBe(0);
  });

  test('a left owner’s groups come only when he is named, with status 1; an owner out of scope never', async () => {
    const { tenant, call } = await openStage();
    const left = await tenant.createGroup({ name: '一', owner: 'Qian.Xiaoshou' });
    const hidden = await tenant.createGroup({ name: '二', owner: 'zhou.renshi' });
    await tenant.dismissPerson('Qian.Xiaoshou');
    await tenant.configureApp({ visible: { departments: [2] } });

    expect(idsOf(await call(LIST, { limit: 10 }))).toEqual([]);
    expect(
      (await call(LIST, { limit: 10, owner_filter: { userid_list: ['Qian.Xiaoshou', 'zhou.renshi'] } }))
        .group_chat_list,
    ).toEqual([{ chat_id: left, status: 1 }]);
    expect((await call(GET, { chat_id: hidden })).errcode).toBe(60011);
  });
});

describe('one customer group', () => {
  test('what is not ours has a code each', async () => {
    const { tenant, simulator, call } = await openStage();
    const other = simulator.addTenant({ name: 'b' });
    await other.hire({ userid: 'sun.daifa', name: '孙代发' });
    const elsewhere = await other.createGroup({ name: '别家', owner: 'sun.daifa' });
    const internal = await tenant.createInternalGroup({ name: '午饭群', owner: 'li.yangben' });
    const gone = await tenant.createGroup({ name: '散了', owner: 'li.yangben' });
    await tenant.dismiss(gone);

    expect((await call(GET, { chat_id: internal })).errcode).toBe(90501);
    expect((await call(GET, { chat_id: gone })).errcode).toBe(49008);
    expect((await call(GET, { chat_id: elsewhere })).errcode).toBe(40058);
    expect((await call(GET, {})).errcode).toBe(40058);
  });

  test('names come only when asked for, inviters only when they are ours, scenes as the list codes them', async () => {
    const { tenant, call } = await openStage();
    const chatId = await tenant.createGroup({ name: '客户群', owner: 'li.yangben' });
    await tenant.join(chatId, 'Qian.Xiaoshou', { scene: 'link', inviter: 'li.yangben' });
    await tenant.join(chatId, 'wmKehu01', { scene: 'qr', state: 'official' });

    const [, invited, scanned] = viewOf(await call(GET, { chat_id: chatId })).member_list;
    expect(invited).toEqual({
      userid: 'Qian.Xiaoshou',
      type: 1,
      join_time: 1795658400,
      join_scene: 2,
      invitor: { userid: 'li.yangben' },
    });
    expect(scanned).toEqual({ userid: 'wmKehu01', type: 2, join_time: 1795658400, join_scene: 3, state: 'official' });
    expect(viewOf(await call(GET, { chat_id: chatId, need_name: 1 })).member_list[2]).toMatchObject({ name: '小太阳' });
  });

  test('while it lags, the answer is the state before; after two seconds it is the new one', async () => {
    const { tenant, clock, call } = await openStage();
    const chatId = await tenant.createGroup({ name: '旧名字', owner: 'li.yangben' });
    await clock.move(60_000);
    tenant.setLag(2_000);
    const before = tenant.group(chatId).memberVersion;

    await tenant.join(chatId, 'Qian.Xiaoshou');
    await clock.move(1_000);
    await tenant.rename(chatId, '新名字');
    expect(viewOf(await call(GET, { chat_id: chatId }))).toMatchObject({ name: '旧名字', member_version: before });
    await clock.move(1_000);
    expect(viewOf(await call(GET, { chat_id: chatId }))).toMatchObject({
      name: '旧名字',
      member_version: tenant.group(chatId).memberVersion,
    });
    await clock.move(1_000);

    expect(viewOf(await call(GET, { chat_id: chatId }))).toMatchObject({
      name: '新名字',
      member_list: [{ userid: 'li.yangben' }, { userid: 'Qian.Xiaoshou' }],
    });
  });
});

describe('a new owner by API', () => {
  const heir = (chatId: string, newOwner = 'Qian.Xiaoshou') => ({ chat_id_list: [chatId], new_owner: newOwner });

  test('of one who works here by onjob_transfer, twice in 90 days, and nothing is called back', async () => {
    const { tenant, simulator, clock, app, call } = await openStage();
    const chatId = await tenant.createGroup({ name: '客户群', owner: 'li.yangben', members: ['Qian.Xiaoshou'] });
    await simulator.idle();
    const before = app.received.length;
    const move = async (to: string) => (await call(MOVE, heir(chatId, to))).failed_chat_list;

    expect(await move('li.yangben')).toMatchObject([{ errcode: 90504 }]);
    expect([await move('Qian.Xiaoshou'), await move('li.yangben')]).toEqual([[], []]);
    expect(await move('Qian.Xiaoshou')).toMatchObject([{ errcode: 45009 }]);
    await clock.move(91 * 86_400_000);
    const later = await callerOf(simulator, tenant);
    expect((await later(MOVE, heir(chatId))).failed_chat_list).toEqual([]);
    await simulator.idle();

    expect(tenant.group(chatId).owner).toBe('Qian.Xiaoshou');
    expect(app.received.length).toBe(before);
  });

  test('of one who left by transfer, and each refuses the other’s', async () => {
    const { tenant, call } = await openStage();
    const chatId = await tenant.createGroup({ name: '客户群', owner: 'li.yangben' });
    expect((await call('externalcontact/groupchat/transfer', heir(chatId))).failed_chat_list).toMatchObject([
      { chat_id: chatId, errcode: 90500 },
    ]);

    await tenant.dismissPerson('li.yangben');

    expect((await call('externalcontact/groupchat/onjob_transfer', heir(chatId))).failed_chat_list).toMatchObject([
      { errcode: 90502 },
    ]);
    expect((await call('externalcontact/groupchat/transfer', heir(chatId))).failed_chat_list).toEqual([]);
    expect(tenant.group(chatId)).toMatchObject({ owner: 'Qian.Xiaoshou', status: 3 });
    expect(
      (await call('externalcontact/groupchat/transfer', heir(chatId, 'zhou.renshi'))).failed_chat_list,
    ).toMatchObject([{ errcode: 90508 }]);
  });

  test('comes to a limit a day, and does not go to a newcomer of a full group', async () => {
    const { tenant, call } = await openStage();
    tenant.setLimits({ handOversPerDay: 1 });
    const full = await tenant.createGroup({
      name: '满员群',
      owner: 'li.yangben',
      members: Array.from({ length: 99 }, (_, n) => tenant.addExternal({ name: `客户${n}` })),
    });
    const [one, two] = [
      await tenant.createGroup({ name: '一', owner: 'li.yangben' }),
      await tenant.createGroup({ name: '二', owner: 'li.yangben' }),
    ];
    const move = async (chatId: string) => (await call(MOVE, heir(chatId))).failed_chat_list;

    expect([await move(full), await move(one), await move(two)]).toMatchObject([
      [{ errcode: 90503 }],
      [],
      [{ chat_id: two, errcode: 45009 }],
    ]);
  });
});

test('a join way leads into five groups at most and gives its members its state', async () => {
  const { tenant, call } = await openStage();
  const chatIds: string[] = [];
  for (let turn = 0; turn < 6; turn += 1)
    chatIds.push(await tenant.createGroup({ name: `群${turn}`, owner: 'li.yangben' }));
  const add = (body: object) => call('externalcontact/groupchat/add_join_way', { scene: 2, ...body });

  const made = await add({ chat_id_list: chatIds.slice(0, 1), state: 'official' });

  expect((await add({ chat_id_list: chatIds })).errcode).toBe(41091);
  expect((await add({ chat_id_list: [] })).errcode).toBe(40058);
  expect(await call('externalcontact/groupchat/get_join_way', { config_id: made.config_id })).toMatchObject({
    join_way: { state: 'official', chat_id_list: [chatIds[0]] },
  });
  expect(tenant.setJoinWay(chatIds[0] as string, 'official')).toBe(made.config_id);
  expect((await call('externalcontact/groupchat/del_join_way', { config_id: made.config_id })).errcode).toBe(0);
  expect((await call('externalcontact/groupchat/get_join_way', { config_id: made.config_id })).errcode).toBe(40058);
});
