import { expect, test } from 'vitest';
import { openStage } from './testing/open-stage.ts';

test('a group that is made and joined is called back, and can be read', async () => {
  const { tenant, simulator, app, call } = await openStage();
  const chatId = await tenant.createGroup({ name: '华东客户群', owner: 'li.yangben', admins: ['li.yangben'] });
  await tenant.join(chatId, ['Qian.Xiaoshou', 'wmKehu01'], { inviter: 'li.yangben' });
  await tenant.setNickname(chatId, 'Qian.Xiaoshou', '营销策划部-钱销售');
  await simulator.idle();

  const [made, joined, ...rest] = app.received.map(({ event }) => event);
  expect(made).toMatchObject({
    FromUserName: 'sys',
    Event: 'change_external_chat',
    ChangeType: 'create',
    ChatId: chatId,
    AgentID: '1000002',
  });
  expect(joined).toMatchObject({
    UpdateDetail: 'add_member',
    JoinScene: '0',
    MemChangeCnt: '2',
    MemChangeList: { Item: ['Qian.Xiaoshou', 'wmKehu01'] },
  });
  expect(rest).toEqual([]);
  const { group_chat: group } = (await call('externalcontact/groupchat/get', {
    chat_id: chatId,
    need_name: 1,
  })) as never as { group_chat: Record<string, never> };
  expect(group).toMatchObject({
    name: '华东客户群',
    owner: 'li.yangben',
    admin_list: [{ userid: 'li.yangben' }],
    member_version: joined?.CurMemVer,
  });
  expect(group.member_list).toMatchObject([
    { userid: 'li.yangben', type: 1, name: '李样本' },
    {
      userid: 'Qian.Xiaoshou',
      type: 1,
      join_scene: 1,
      invitor: { userid: 'li.yangben' },
      group_nickname: '营销策划部-钱销售',
    },
    { userid: 'wmKehu01', type: 2, name: '小太阳' },
  ]);
});

test('a card that is sent is on the phone, its button calls back, and its code greys it once', async () => {
  const { tenant, simulator, app, call } = await openStage();
  const card = {
    card_type: 'button_interaction',
    task_id: 'case-1',
    main_title: { title: '群昵称请改' },
    button_list: [
      { text: '已修改', key: 'fixed' },
      { text: '提醒错了', key: 'wrong' },
    ],
  };
  const body = {
    touser: 'qian.xiaoshou|nobody',
    msgtype: 'template_card',
    agentid: tenant.agentId,
    template_card: card,
  };

  const sent = await call('message/send', body);
  await tenant.press('Qian.Xiaoshou', 'case-1', '已修改');
  await simulator.idle();

  expect(sent).toMatchObject({ errcode: 0, invaliduser: 'nobody' });
  const pressed = app.received.at(-1)?.event;
  expect(pressed).toMatchObject({
    FromUserName: 'Qian.Xiaoshou',
    Event: 'template_card_event',
    EventKey: 'fixed',
    TaskId: 'case-1',
    CardType: 'button_interaction',
  });
  const close = {
    userids: ['qian.xiaoshou'],
    agentid: tenant.agentId,
    response_code: pressed?.ResponseCode,
    button: { replace_name: '已受理' },
  };
  expect(await call('message/update_template_card', close)).toMatchObject({ errcode: 0 });
  expect(await call('message/update_template_card', close)).toMatchObject({ errcode: 60140 });
  expect(tenant.inbox('Qian.Xiaoshou')).toMatchObject([
    { kind: 'button_interaction', greyed: '已受理', buttons: [{ state: 'grey' }, { state: 'grey' }] },
  ]);
  await expect(tenant.press('Qian.Xiaoshou', 'case-1', '已修改')).rejects.toThrow('grey');
});
