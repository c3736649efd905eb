import { describe, expect, test } from 'vitest';
import { createdAtMs, elements, eventOf } from '../../../test/builders/wecom-event.ts';

const group = (fields: Record<string, string>, more = '') =>
  eventOf(elements({ Event: 'change_external_chat', ChatId: 'wrDemoGroup0001', ...fields }) + more);
const contact = (fields: Record<string, string>) => eventOf(elements({ Event: 'change_contact', ...fields }));

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
