import { describe, expect, test } from 'vitest';
import type { CallbackEvent } from '../../events/callback-event.ts';
import { readEvent } from './read-event.ts';
import { toEvent } from './to-event.ts';

const AT = 1795305100;

/** An event as WeCom writes it, common head included. */
function eventOf(inner: string, from = 'sys'): CallbackEvent {
  const xml = `<xml><ToUserName><![CDATA[wwdemo0123456789ab]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${AT}</CreateTime><MsgType><![CDATA[event]]></MsgType>${inner}</xml>`;
  const result = readEvent(Buffer.from(xml));
  if (result.kind === 'parked') throw new Error(result.reason);
  return toEvent(result.fields);
}

/** `Name: value` lines as elements. */
const elements = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('');

const group = (fields: Record<string, string>, more = '') =>
  eventOf(elements({ Event: 'change_external_chat', ChatId: 'wrDemoGroup0001', ...fields }) + more);
const contact = (fields: Record<string, string>) => eventOf(elements({ Event: 'change_contact', ...fields }));

const createdAtMs = AT * 1000;
const inGroup = { chatId: 'wrDemoGroup0001', createdAtMs };
const members = '<MemChangeList><Item>Lin.Mei</Item><Item>wmDemoCustomer77</Item></MemChangeList>';
const versions = '<LastMemVer>aa01</LastMemVer><CurMemVer>aa02</CurMemVer>';

describe('a customer group', () => {
  test.each([
    ['created', { ChangeType: 'create' }, '', { kind: 'group-created', name: 'change_external_chat/create' }],
    ['dismissed', { ChangeType: 'dismiss' }, '', { kind: 'group-dismissed', name: 'change_external_chat/dismiss' }],
    [
      'with another owner',
      { ChangeType: 'update', UpdateDetail: 'change_owner' },
      '',
      { kind: 'group-changed', what: 'owner', name: 'change_external_chat/update/change_owner' },
    ],
    [
      'renamed',
      { ChangeType: 'update', UpdateDetail: 'change_name' },
      '',
      { kind: 'group-changed', what: 'name', name: 'change_external_chat/update/change_name' },
    ],
    [
      'with another notice',
      { ChangeType: 'update', UpdateDetail: 'change_notice' },
      '',
      { kind: 'group-changed', what: 'notice', name: 'change_external_chat/update/change_notice' },
    ],
    [
      'joined by two',
      { ChangeType: 'update', UpdateDetail: 'add_member', JoinScene: '3', QuitScene: '0', MemChangeCnt: '2' },
      members + versions,
      {
        kind: 'members-joined',
        joinScene: 3,
        members: ['lin.mei', 'wmDemoCustomer77'],
        lastMemVer: 'aa01',
        curMemVer: 'aa02',
        name: 'change_external_chat/update/add_member',
      },
    ],
    [
      'left by one',
      { ChangeType: 'update', UpdateDetail: 'del_member', QuitScene: '1' },
      `<MemChangeList><Item>Lin.Mei</Item></MemChangeList>${versions}`,
      {
        kind: 'members-left',
        quitScene: 1,
        members: ['lin.mei'],
        lastMemVer: 'aa01',
        curMemVer: 'aa02',
        name: 'change_external_chat/update/del_member',
      },
    ],
    [
      'joined, as old receivers are told',
      { ChangeType: 'update', UpdateDetail: 'add_member' },
      '',
      {
        kind: 'members-joined',
        joinScene: null,
        members: [],
        lastMemVer: '',
        curMemVer: '',
        name: 'change_external_chat/update/add_member',
      },
    ],
  ])('%s', (_, fields, more, event) => {
    expect(group(fields, more)).toEqual({ ...inGroup, ...event });
  });
  test('an external id keeps its case, an account does not', () => {
    const event = group(
      { ChangeType: 'update', UpdateDetail: 'add_member' },
      '<MemChangeList><Item>woAbC</Item><Item>wmAbC</Item><Item>WangWu</Item><Item> LiSi </Item><Item></Item></MemChangeList>',
    );
    expect(event).toMatchObject({ members: ['woAbC', 'wmAbC', 'wangwu', 'lisi'] });
  });
});

describe('the directory', () => {
  test.each([
    [
      'a hire',
      { ChangeType: 'create_user', UserID: 'Zhao.Shiyong', Department: '1,2' },
      { kind: 'account-created', userid: 'zhao.shiyong', departments: [1, 2] },
    ],
    [
      'a hire of whom no department is told',
      { ChangeType: 'create_user', UserID: 'z' },
      { kind: 'account-created', userid: 'z', departments: null },
    ],
    [
      'a move',
      { ChangeType: 'update_user', UserID: 'Z', Department: '3' },
      { kind: 'account-changed', userid: 'z', newUserid: null, departments: [3] },
    ],
    [
      'another userid',
      { ChangeType: 'update_user', UserID: 'Z', NewUserID: 'Y' },
      { kind: 'account-changed', userid: 'z', newUserid: 'y', departments: null },
    ],
    [
      'out of every department',
      { ChangeType: 'update_user', UserID: 'Z', Department: '' },
      { kind: 'account-changed', userid: 'z', newUserid: null, departments: [] },
    ],
    ['a leaver', { ChangeType: 'delete_user', UserID: 'lin.mei' }, { kind: 'account-deleted', userid: 'lin.mei' }],
    [
      'a new department',
      { ChangeType: 'create_party', Id: '7', ParentId: '1' },
      { kind: 'department-created', department: 7, parent: 1 },
    ],
    [
      'a moved department',
      { ChangeType: 'update_party', Id: '7', ParentId: '2' },
      { kind: 'department-changed', department: 7, parent: 2 },
    ],
    [
      'a department that is gone',
      { ChangeType: 'delete_party', Id: '7' },
      { kind: 'department-deleted', department: 7, parent: null },
    ],
    ['a tag', { ChangeType: 'update_tag', TagId: '12', AddUserItems: 'a,b' }, { kind: 'tag-changed', tag: 12 }],
  ])('%s', (_, fields, event) => {
    expect(contact(fields as Record<string, string>)).toEqual({
      ...event,
      createdAtMs,
      name: `change_contact/${fields.ChangeType}`,
    });
  });
});

describe('contacts with outsiders', () => {
  test.each([
    ['add_external_contact', 'added'],
    ['add_half_external_contact', 'half-added'],
    ['edit_external_contact', 'edited'],
    ['del_external_contact', 'deleted-by-employee'],
    ['del_follow_user', 'deleted-by-contact'],
    ['transfer_fail', 'transfer-failed'],
    ['msg_audit_approved', 'archive-agreed'],
  ])('%s is %s', (ChangeType, what) => {
    const event = eventOf(
      elements({
        Event: 'change_external_contact',
        ChangeType,
        UserID: 'Qian.Xiaoshou',
        ExternalUserID: 'wmAbC',
        WelcomeCode: 'W',
        State: 's',
      }),
    );
    expect(event).toEqual({
      kind: 'contact-changed',
      what,
      userid: 'qian.xiaoshou',
      externalUserid: 'wmAbC',
      createdAtMs,
      name: `change_external_contact/${ChangeType}`,
    });
  });
});

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
