import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { anAppointment, anOutsider, aRegistered, memberOf } from '../../../test/builders/group.ts';
import { aContact, aDepartment, aListEntry, aPerson } from '../../../test/builders/person.ts';
import type { Contact, Identity, Person } from '../../events/person.ts';
import type { Outcome } from '../rule.ts';
import { allowedMembers } from './allowed-members.ts';

const departments = [
  aDepartment({ id: 2, name: '营销中心', alsoKnownAs: [{ name: '营销策划部', untilMs: thursdayMs + 1 }] }),
  aDepartment({ id: 3, name: '策划组', parent: 2 }),
  aDepartment({ id: 4, name: '财务部' }),
];

const spoken = (outcome: Outcome): string =>
  outcome.kind === 'unseen' ? `unseen ${outcome.reason}` : `${outcome.kind} ${outcome.says} to ${outcome.tell}`;

describe('an employee', () => {
  const settings = allowedMembers.settings.parse({
    allowed: [{ department: '营销中心' }, { relation: 'system-account' }, { userid: 'Staff' }],
    needApproval: [
      {
        who: { titleContains: '助理' },
        as: '总裁助理',
        approved: [
          { userid: 'Li', by: '总裁', post: '总裁助理' },
          { userid: 'zhao', by: '总裁' },
        ],
        list: '入群审批',
      },
    ],
  });
  const lists = { 入群审批: [aListEntry({ list: '入群审批', key: 'wu', title: '总裁助理' })] };

  test.each<readonly [string, Partial<Person>, string]>([
    ['of the department', { departments: [2] }, 'fine'],
    ['of a department under it', { departments: [3] }, 'fine'],
    ['of two departments', { departments: [4, 3] }, 'fine'],
    ['of another department', { departments: [4] }, 'breach not-allowed to admin'],
    ['of no department', {}, 'breach not-allowed to admin'],
    ['a robot', { relation: 'system-account' }, 'fine'],
    ['staff named by account', { userid: 'staff' }, 'fine'],
    ['the appointed admin', { userid: 'sun', departments: [4] }, 'fine'],
    ['the admin whose appointment has ended', { userid: 'old-sun', departments: [4] }, 'breach not-allowed to admin'],
    ['an assistant with approval', { userid: 'li', position: '总裁助理' }, 'fine'],
    ['an assistant whose post has changed', { userid: 'li', position: '部门助理' }, 'breach no-approval to admin'],
    ['an assistant approved for whatever post', { userid: 'zhao', position: '部门助理' }, 'fine'],
    ['an assistant approved by list', { userid: 'wu', position: '总裁助理' }, 'fine'],
    [
      'an assistant approved by list for another post',
      { userid: 'wu', position: '助理' },
      'breach no-approval to admin',
    ],
    ['an assistant without approval', { userid: 'he', position: '总裁助理' }, 'breach no-approval to admin'],
    ['an assistant of the department needs none', { departments: [3], position: '部门助理' }, 'fine'],
    ['who has left is another rule’s matter', { departments: [4], status: 'left', userid: null }, 'fine'],
  ])('%s: %j is %s', (_who, over, expected) => {
    const person = aPerson(over);
    const admins = [anAppointment({ userid: 'Sun' }), anAppointment({ userid: 'old-sun', untilMs: thursdayMs - 1 })];
    const registered = aRegistered({ admins });

    const said = allowedMembers.judge(
      facts({ persons: [person], departments, lists, registered, members: [memberOf(person)] }),
      settings,
    );

    expect(said.map(spoken).join() || 'fine').toBe(expected);
  });

  test.each<readonly [string, Partial<Person>, string]>([
    ['of the department, whatever his relation', { departments: [3] }, 'fine'],
    ['elsewhere, if he is an employee', { departments: [4] }, 'unseen relation-unknown'],
    ['neither here nor there', {}, 'breach not-allowed to admin'],
    ['approved, should he need it', { departments: [4], position: '顾问', userid: 'li' }, 'fine'],
    ['not approved, should he need it', { position: '顾问' }, 'unseen relation-unknown'],
  ])('whose relation nobody has said, %s: %j is %s', (_who, over, expected) => {
    const hanging = allowedMembers.settings.parse({
      allowed: [{ department: '营销中心' }, { department: '财务部', not: { relation: 'outsourced' } }],
      needApproval: [
        { who: { title: '顾问', relation: 'advisor' }, as: '顾问', approved: [{ userid: 'li', by: '总裁' }] },
      ],
    });
    const person = aPerson({ relation: 'unknown', ...over });
    const said = allowedMembers.judge(facts({ persons: [person], departments, members: [memberOf(person)] }), hanging);
    expect(said.map(spoken).join() || 'fine').toBe(expected);
  });

  test('a department goes by its former name while that is valid', () => {
    const renamed = allowedMembers.settings.parse({ allowed: [{ department: '营销策划部' }] });
    const person = aPerson({ departments: [3] });

    expect(
      allowedMembers.judge(facts({ persons: [person], departments, members: [memberOf(person)] }), renamed),
    ).toEqual([]);
  });

  test('whom the directory has not named is not checkable', () => {
    const said = allowedMembers.judge(facts({ members: [memberOf(aPerson())] }), settings);

    expect(said.map(spoken)).toEqual(['unseen never-fetched']);
  });
});

describe('an external person', () => {
  const entry = aListEntry({ key: 'm-1' });
  const lapsed = aListEntry({ key: 'm-2' });
  const elsewhere = aListEntry({ key: 'o-1', list: '往届名单' });
  const unread = aListEntry({ key: 'u-1', list: '未读名单' });
  const lists = { 会员名单: [entry], 往届名单: [elsewhere] };
  const member = (line: Identity['entry']): Identity => ({ relation: 'member', entry: line });
  const is = (relation: Identity['relation']): Identity => ({ relation, entry: null });
  const wecom: Partial<Contact> = { app: 'wecom', corpName: '样本科技' };
  const listed = { customers: 'listed', lists: ['会员名单', '未读名单'] };

  test.each<readonly [object, Identity | null, Partial<Contact>, string]>([
    [{}, null, {}, 'breach outsider to admin'],
    [{}, is('customer'), {}, 'breach outsider to admin'],
    [{ customers: 'free' }, null, {}, 'fine'],
    [{ customers: 'free' }, is('customer'), {}, 'fine'],
    [{ customers: 'free' }, is('unrelated'), {}, 'breach unrelated to admin'],
    [{ customers: 'free' }, null, wecom, 'fine'],
    [{ customers: 'free', otherCompanies: 'asked' }, null, wecom, 'question other-company to admin'],
    [{ customers: 'free', otherCompanies: 'asked' }, null, { ...wecom, known: false }, 'unseen no-contact-record'],
    [{ customers: 'free', otherCompanies: 'asked' }, is('customer'), wecom, 'fine'],
    [{ customers: 'free', otherCompanies: 'asked' }, null, {}, 'fine'],
    [listed, null, {}, 'unseen identity-unknown,task who-is-this to hr'],
    [listed, is('staff'), {}, 'fine'],
    [listed, is('customer'), {}, 'breach not-listed to admin'],
    [listed, is('unrelated'), {}, 'breach unrelated to admin'],
    [listed, member(entry), {}, 'fine'],
    [listed, member(lapsed), {}, 'breach lapsed to admin'],
    [listed, member(elsewhere), {}, 'breach not-listed to admin'],
    [listed, member(unread), {}, 'unseen data-gap'],
    [listed, member(null), {}, 'breach not-listed to admin'],
    [{ customers: 'listed' }, member(null), {}, 'fine'],
    [{ customers: 'listed' }, member(elsewhere), {}, 'fine'],
    [{ customers: 'listed', relations: ['customer'] }, is('customer'), {}, 'fine'],
    [{ customers: 'listed', relations: ['member'] }, is('staff'), {}, 'breach not-listed to admin'],
  ])('with %j, found to be %j, contact %j: %s', (given, identity, contact, expected) => {
    const outsider = anOutsider({ id: 'WmX' });
    const settings = allowedMembers.settings.parse({ allowed: [{ everyone: true }], ...given });

    const said = allowedMembers.judge(
      facts({
        lists,
        members: [outsider],
        contacts: [aContact({ id: 'WmX', ...contact })],
        identities: identity ? { WmX: identity } : {},
      }),
      settings,
    );

    expect(said.map(spoken).join() || 'fine').toBe(expected);
  });

  test('two hundred whom nobody has identified are one task for the desk, with three names', () => {
    const members = Array.from({ length: 200 }, (_, n) => anOutsider({ shownName: `来客${n}` }));
    const settings = allowedMembers.settings.parse({ allowed: [{ everyone: true }], customers: 'listed' });

    const tasks = allowedMembers.judge(facts({ members }), settings).filter(({ kind }) => kind === 'task');

    expect(tasks).toMatchObject([
      { subject: { kind: 'group' }, detail: { count: '200', names: '来客0、来客1、来客2…' } },
    ]);
  });
});
