import { describe, expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';
import { callerOf } from '../testing/wecom-call.ts';

const CARD = {
  card_type: 'button_interaction',
  task_id: 'case-1',
  main_title: { title: '群昵称请改' },
  action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute' }] },
  button_selection: {
    question_key: 'reason',
    title: '原因',
    option_list: [
      { id: 'r1', text: '外出' },
      { id: 'r2', text: '其他' },
    ],
  },
  button_list: [
    { text: '已修改', key: 'fixed' },
    { text: '看依据', type: 1, url: 'https://example.com/why' },
  ],
};

async function withCard(card: object = CARD) {
  const stage = await openStage();
  const { tenant, call } = stage;
  const sent = await call('message/send', {
    touser: 'li.yangben|zhou.renshi',
    msgtype: 'template_card',
    agentid: tenant.agentId,
    template_card: card,
  });
  const update = (body: object) =>
    call('message/update_template_card', { agentid: tenant.agentId, response_code: sent.response_code, ...body });
  return { ...stage, sent, update };
}

const grey = { button: { replace_name: '已受理' } };

describe('a response code', () => {
  test('updates the people named, once, and names those who never had the card', async () => {
    const { tenant, update } = await withCard();

    expect(await update({ ...grey, userids: ['LI.yangben', 'Nobody'] })).toMatchObject({
      errcode: 0,
      invaliduser: ['nobody'],
    });

    expect(tenant.inbox('li.yangben')[0]).toMatchObject({
      greyed: '已受理',
      buttons: [{ state: 'grey' }, { state: 'grey' }, { text: '不再提醒', state: 'live' }],
    });
    expect(tenant.inbox('zhou.renshi')[0]?.greyed).toBeNull();
    expect((await update({ ...grey, atall: 1 })).errcode).toBe(60140);
  });

  test('is good for 72 hours and not longer', async () => {
    const { tenant, simulator, clock, sent } = await withCard();
    const body = { agentid: tenant.agentId, response_code: sent.response_code, atall: 1, ...grey };

    await clock.move(72 * 3_600_000 + 1);

    expect((await (await callerOf(simulator, tenant))('message/update_template_card', body)).errcode).toBe(60140);
  });

  test.each([
    [{ ...grey }, 82101],
    [{ ...grey, userids: ['nobody'] }, 82102],
    [{ ...grey, atall: 1, agentid: 7 }, 42015],
    [{ ...grey, atall: 1, response_code: 'made-up' }, 60140],
    [{ atall: 1 }, 40063],
    [{ atall: 1, template_card: { card_type: 'text_notice', main_title: { title: '无处可去' } } }, 42045],
  ])('is refused with %j: %i, and stays good', async (body, errcode) => {
    const { update } = await withCard();

    expect((await update(body)).errcode).toBe(errcode);
    expect((await update({ ...grey, atall: 1 })).errcode).toBe(0);
  });

  test('of a notice with a menu can swap the card, but has no button to grey', async () => {
    const notice = {
      card_type: 'text_notice',
      task_id: 'case-2',
      main_title: { title: '汇总' },
      card_action: { type: 1, url: 'https://example.com' },
      action_menu: CARD.action_menu,
    };
    const { tenant, update } = await withCard(notice);

    expect((await update({ ...grey, atall: 1 })).errcode).toBe(40058);
    expect(
      (
        await update({
          atall: 1,
          template_card: { ...notice, main_title: { title: '汇总：已办结' }, replace_text: '谢谢' },
        })
      ).errcode,
    ).toBe(0);

    expect(tenant.inbox('li.yangben')[0]?.text).toBe('汇总：已办结\n谢谢');
  });
});

describe('a press', () => {
  test('tells the key, what was chosen, and a fresh code; pressing again is possible until the buttons are grey', async () => {
    const { tenant, simulator, app, call } = await withCard();

    await tenant.press('li.yangben', 'case-1', '已修改', { reason: ['r2'] });
    await tenant.press('li.yangben', /群昵称/, 'fixed');
    await simulator.idle();

    const [first, second] = app.received.map(({ event }) => event);
    expect(first).toMatchObject({
      FromUserName: 'li.yangben',
      AgentID: '1000002',
      EventKey: 'fixed',
      SelectedItems: { SelectedItem: { QuestionKey: 'reason', OptionIds: { OptionId: 'r2' } } },
    });
    expect(second).toMatchObject({ SelectedItems: { SelectedItem: { OptionIds: { OptionId: 'r1' } } } });
    expect(second?.ResponseCode).not.toBe(first?.ResponseCode);
    const close = (code: unknown) =>
      call('message/update_template_card', {
        agentid: tenant.agentId,
        response_code: code,
        userids: ['li.yangben'],
        ...grey,
      });
    expect([(await close(first?.ResponseCode)).errcode, (await close(first?.ResponseCode)).errcode]).toEqual([
      0, 60140,
    ]);
    await expect(tenant.press('li.yangben', 'case-1', '已修改')).rejects.toThrow('grey');
  });

  test('on the menu is an event of its own, on a link none at all', async () => {
    const { tenant, simulator, app } = await withCard();

    await tenant.press('zhou.renshi', 'case-1', '不再提醒');
    expect(await tenant.press('zhou.renshi', 'case-1', '看依据')).toEqual({
      did: 'opened',
      url: 'https://example.com/why',
    });
    await simulator.idle();

    expect(app.received.map(({ event }) => [event.Event, event.EventKey])).toEqual([
      ['template_card_menu_event', 'mute'],
    ]);
    expect(app.received[0]?.event).not.toHaveProperty('SelectedItems');
  });

  test('several ticked options arrive together', async () => {
    const vote = {
      card_type: 'vote_interaction',
      task_id: 'vote-1',
      main_title: { title: '还在用吗' },
      checkbox: {
        question_key: 'use',
        mode: 1,
        option_list: [
          { id: 'a', text: '在用', is_checked: true },
          { id: 'b', text: '常用' },
        ],
      },
      submit_button: { text: '提交', key: 'go' },
    };
    const { tenant, simulator, app } = await withCard(vote);

    await tenant.press('li.yangben', 'vote-1', '提交', { use: ['a', 'b'] });
    await simulator.idle();

    expect(app.received[0]?.event).toMatchObject({
      CardType: 'vote_interaction',
      SelectedItems: { SelectedItem: { OptionIds: { OptionId: ['a', 'b'] } } },
    });
  });

  test('answered in time with a passive reply changes the card of the presser alone', async () => {
    const { tenant, simulator, app } = await withCard();
    app.reply =
      '<xml><MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已受理]]></ReplaceName></Button></xml>';

    await tenant.press('li.yangben', 'case-1', '已修改');
    await simulator.idle();
    expect([tenant.inbox('li.yangben')[0]?.greyed, tenant.inbox('zhou.renshi')[0]?.greyed]).toEqual(['已受理', null]);

    app.reply =
      '<xml><MsgType>update_template_card</MsgType><TemplateCard><CardType>text_notice</CardType><MainTitle><Title>已办结</Title></MainTitle><HorizontalContentList><KeyName>编号</KeyName><Value>17</Value></HorizontalContentList></TemplateCard></xml>';
    await tenant.press('zhou.renshi', 'case-1', '已修改');
    await simulator.idle();
    expect(tenant.inbox('zhou.renshi')[0]?.text).toContain('已办结');
  });
});

describe('a recall', () => {
  test('takes the message from every phone within 24 hours', async () => {
    const { tenant, sent, call } = await withCard();

    expect((await call('message/recall', { msgid: sent.msgid })).errcode).toBe(0);

    expect(tenant.inbox('zhou.renshi')[0]?.state).toBe('recalled');
    expect(tenant.stats().notices.recalled).toBe(2);
    await expect(tenant.press('li.yangben', 'case-1', '已修改')).rejects.toThrow('recalled');
  });

  test('is refused later, and for a message of nobody', async () => {
    const { tenant, simulator, clock, sent, call } = await withCard();
    expect((await call('message/recall', { msgid: 'made-up' })).errcode).toBe(40058);

    await clock.move(24 * 3_600_000 + 1);

    expect((await (await callerOf(simulator, tenant))('message/recall', { msgid: sent.msgid })).errcode).toBe(42052);
  });
});
