import { describe, expect, test } from 'vitest';
import { createdAtMs, elements, eventOf } from '../../../test/builders/wecom-event.ts';
import { readEvent } from './read-event.ts';
import { toEvent } from './to-event.ts';

describe('the app', () => {
  const press = {
    Event: 'template_card_event',
    EventKey: 'fixed',
    TaskId: 'case-187',
    CardType: 'button_interaction',
    ResponseCode: 'rc',
  };

  test('a pressed button', () => {
    expect(eventOf(elements(press), 'HR.Chen')).toEqual({
      kind: 'card-pressed',
      via: 'card',
      userid: 'hr.chen',
      eventKey: 'fixed',
      taskId: 'case-187',
      cardType: 'button_interaction',
      responseCode: 'rc',
      selected: [],
      createdAtMs,
      name: 'template_card_event',
    });
  });
  test.each([
    ['one question, one option', item('reason', 'r2'), [{ question: 'reason', options: ['r2'] }]],
    ['one question, two options', item('reason', 'r1', 'r2'), [{ question: 'reason', options: ['r1', 'r2'] }]],
    [
      'two questions',
      item('a', '1') + item('b', '2'),
      [
        { question: 'a', options: ['1'] },
        { question: 'b', options: ['2'] },
      ],
    ],
    [
      'no option',
      '<SelectedItem><QuestionKey>a</QuestionKey><OptionIds></OptionIds></SelectedItem>',
      [{ question: 'a', options: [] }],
    ],
  ])('a submitted card with %s', (_, items, selected) => {
    expect(eventOf(`${elements(press)}<SelectedItems>${items}</SelectedItems>`, 'hr.chen')).toMatchObject({ selected });
  });
  test('the menu of a card', () => {
    expect(eventOf(elements({ ...press, Event: 'template_card_menu_event' }), 'hr.chen')).toMatchObject({
      kind: 'card-pressed',
      via: 'menu',
    });
  });
  test.each([
    ['subscribe', 'scope-entered'],
    ['unsubscribe', 'scope-left'],
  ])('%s is %s', (Event, kind) => {
    expect(eventOf(elements({ Event }), 'Zhao')).toEqual({ kind, userid: 'zhao', createdAtMs, name: Event });
  });
  test.each([
    ['举报', ''],
    ['举报 花园群 有人发广告', '花园群 有人发广告'],
    [' 举报：有人骂人\n真的 ', '有人骂人\n真的'],
    ['report somebody', 'somebody'],
    ['J-12 已处理', 'J-12 已处理'],
  ])('%j is a report', (Content, words) => {
    const event = toEvent({ MsgType: 'text', FromUserName: 'Zhao', Content });
    expect(event).toMatchObject({ kind: 'complaint-received', userid: 'zhao', text: words });
  });
  test.each(['我要举报', 'reporter', 'J-12'])('%j is none', (Content) => {
    const event = toEvent({ MsgType: 'text', FromUserName: 'Zhao', Content });
    expect(event).not.toMatchObject({ kind: 'complaint-received' });
  });
  test('our button of the menu asks how to report; another’s is nothing of ours', () => {
    const click = (EventKey: string) => eventOf(elements({ Event: 'click', EventKey }), 'Zhao');
    expect(click('qungui-complain')).toMatchObject({ kind: 'complaint-received', userid: 'zhao', text: '' });
    expect(click('V1001_TODAY')).toMatchObject({ kind: 'unhandled', name: 'click' });
  });
  test.each([
    'inactive_alert',
    'close_inactive_agent',
    'reopen_inactive_agent',
    'low_active_alert',
    'low_active',
    'active_restored',
  ])('%s is an alert', (Event) => {
    expect(eventOf(elements({ Event, EffectTime: '1795400000' }))).toMatchObject({
      kind: 'app-alert',
      alert: Event,
      effectAtMs: 1795400000000,
    });
    expect(eventOf(elements({ Event }))).toMatchObject({ effectAtMs: null });
  });
  test('msgaudit_notify says only that there is something', () => {
    expect(eventOf(elements({ Event: 'msgaudit_notify', AgentID: '2000004' }))).toEqual({
      kind: 'archive-grew',
      createdAtMs,
      name: 'msgaudit_notify',
    });
  });

  function item(question: string, ...options: string[]): string {
    const ids = options.map((id) => `<OptionId><![CDATA[${id}]]></OptionId>`).join('');
    return `<SelectedItem><QuestionKey><![CDATA[${question}]]></QuestionKey><OptionIds>${ids}</OptionIds></SelectedItem>`;
  }
});

describe('words to the app', () => {
  test.each([
    ['1', '1'],
    [' 0 ', '0'],
    ['改好', '改好'],
    ['I would rather say more', ''],
    ['说明 12 是比喻', '说明 12 是比喻'],
    ['说明一下今天的安排', ''],
  ])('「%s」 answers with 「%s」: no chat goes further', (content, answer) => {
    const event = toEvent({ MsgType: 'text', FromUserName: 'Zhao', Content: content });
    expect(event).toEqual({ kind: 'text-received', userid: 'zhao', answer, name: 'text', createdAtMs: 0 });
  });
});

describe('what is not ours, or not whole', () => {
  test.each([
    ['a new event', { Event: 'change_weather' }, 'unknown', 'change_weather'],
    [
      'a new change of groups',
      { Event: 'change_external_chat', ChatId: 'wr1', ChangeType: 'merge' },
      'unknown',
      'change_external_chat/merge',
    ],
    [
      'a new detail',
      { Event: 'change_external_chat', ChatId: 'wr1', ChangeType: 'update', UpdateDetail: 'change_avatar' },
      'unknown',
      'change_external_chat/update/change_avatar',
    ],
    [
      'a detail that every object has',
      { Event: 'change_external_chat', ChatId: 'wr1', ChangeType: 'update', UpdateDetail: 'toString' },
      'unknown',
      'change_external_chat/update/toString',
    ],
    [
      'a new change of the directory',
      { Event: 'change_contact', ChangeType: 'merge_user' },
      'unknown',
      'change_contact/merge_user',
    ],
    [
      'a group without id',
      { Event: 'change_external_chat', ChangeType: 'create' },
      'incomplete',
      'change_external_chat/create',
    ],
    [
      'a group whose id is too long',
      { Event: 'change_external_chat', ChatId: 'w'.repeat(65), ChangeType: 'create' },
      'incomplete',
      'change_external_chat/create',
    ],
    [
      'a leaver without id',
      { Event: 'change_contact', ChangeType: 'delete_user' },
      'incomplete',
      'change_contact/delete_user',
    ],
    [
      'a department whose id is no number',
      { Event: 'change_contact', ChangeType: 'delete_party', Id: 'x' },
      'incomplete',
      'change_contact/delete_party',
    ],
    ['a press without task', { Event: 'template_card_event', EventKey: 'x' }, 'incomplete', 'template_card_event'],
    [
      'a contact without outsider',
      { Event: 'change_external_contact', ChangeType: 'del_follow_user', UserID: 'a' },
      'incomplete',
      'change_external_contact/del_follow_user',
    ],
    ['a name with a line feed', { Event: 'a\nb' }, 'unknown', 'a_b'],
    ['a very long name', { Event: 'x'.repeat(500) }, 'unknown', 'x'.repeat(48)],
  ])('%s', (_, fields, because, name) => {
    expect(eventOf(elements(fields as Record<string, string>))).toEqual({
      kind: 'unhandled',
      because,
      name,
      createdAtMs,
    });
  });
  test.each([
    ['a picture sent to the app', '<xml><MsgType>image</MsgType><FromUserName>a</FromUserName></xml>', 'image'],
    ["a robot's message", '{"msgtype":"text","msgid":"1"}', 'text'],
    ['a ticket for vendors', '<xml><InfoType>suite_ticket</InfoType></xml>', 'suite_ticket'],
    ['nothing', '<xml/>', 'nameless'],
    ['an event that is no text', '<xml><Event><a>subscribe</a></Event></xml>', 'nameless'],
  ])('%s is unhandled under its name', (_, text, name) => {
    const result = readEvent(Buffer.from(text));
    expect(result.kind === 'read' && toEvent(result.fields)).toEqual({
      kind: 'unhandled',
      because: 'unknown',
      name,
      createdAtMs: 0,
    });
  });
});

describe('a form of the approval app', () => {
  const moved = (info: string) => eventOf(`<Event>sys_approval_change</Event><ApprovalInfo>${info}</ApprovalInfo>`);

  test('is known by its number as text, and by its template', () => {
    const records = '<SpRecord><SpStatus>1</SpStatus></SpRecord><SpRecord><SpStatus>2</SpStatus></SpRecord>';
    expect(moved(`<SpNoStr>202506110001</SpNoStr><SpNo>9</SpNo><TemplateId>3TkDemo</TemplateId>${records}`)).toEqual({
      kind: 'approval-moved',
      name: 'sys_approval_change',
      createdAtMs,
      number: '202506110001',
      templateId: '3TkDemo',
    });
  });

  test('of an old sender by the numeric one', () =>
    expect(moved('<SpNo>202506110001</SpNo>')).toMatchObject({ kind: 'approval-moved', number: '202506110001' }));

  test.each(['', '<SpNoStr></SpNoStr>', '<SpNoStr>1 or 1=1</SpNoStr>'])('without a number (%s) is unhandled', (info) =>
    expect(moved(info)).toMatchObject({ kind: 'unhandled', because: 'incomplete' }),
  );
});
