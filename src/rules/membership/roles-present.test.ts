import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aContact, aDepartment, aListEntry, aPerson } from '../../../test/builders/person.ts';
import type { Contact, Identity, Person } from '../../events/person.ts';
import type { Outcome } from '../rule.ts';
import { rolesPresent } from './roles-present.ts';

const spoken = (outcome: Outcome): string =>
  outcome.kind === 'unseen' ? `unseen ${outcome.reason}` : `${outcome.kind} ${outcome.says} to ${outcome.tell}`;
const settings = (role: object) => rolesPresent.settings.parse({ roles: [{ as: '客服', ...role }] });

describe('roles of employees', () => {
  const service = (over: Partial<Person> = {}) => aPerson({ position: '客服专员', ...over });
  const departments = [aDepartment({ id: 2, name: '客服部' })];

  test.each<readonly [string, object, readonly Person[], string]>([
    ['one of the title', { who: { title: '客服专员' } }, [service()], 'fine'],
    ['nobody of the title', { who: { title: '客服专员' } }, [aPerson()], 'breach absent to admin'],
    ['an empty group', { who: { title: '客服专员' } }, [], 'breach absent to admin'],
    ['one of a department', { who: { department: '客服部' } }, [aPerson({ departments: [2] })], 'fine'],
    ['an account', { who: { userid: 'Official' } }, [aPerson({ userid: 'official' })], 'fine'],
    ['a tag', { who: { tag: '骨干' } }, [aPerson({ tags: ['骨干'] })], 'fine'],
    ['a leader', { who: { leads: 'any-department' } }, [aPerson({ leaderIn: [2] })], 'fine'],
    ['one of two', { who: { title: '客服专员' }, atLeast: 2 }, [service()], 'breach too-few to admin'],
    ['two of two', { who: { title: '客服专员' }, atLeast: 2 }, [service(), service()], 'fine'],
    [
      'two where one may be',
      { who: { title: '客服专员' }, atMost: 1 },
      [service(), service()],
      'breach too-many to admin',
    ],
    ['none where none may be', { who: { title: '客服专员' }, atLeast: 0, atMost: 0 }, [aPerson()], 'fine'],
    [
      'one where none may be',
      { who: { title: '客服专员' }, atLeast: 0, atMost: 0 },
      [service()],
      'breach too-many to admin',
    ],
    ['one is recommended', { who: { title: '客服专员' }, strength: 'advised' }, [aPerson()], 'task absent to admin'],
    ['not beside external people', { who: { title: '客服专员' }, when: 'outsiders-inside' }, [aPerson()], 'fine'],
    [
      'one whose relation nobody has said, where it is asked for',
      { who: { title: '客服专员', not: { relation: 'outsourced' } } },
      [service({ relation: 'unknown' })],
      'unseen relation-unknown',
    ],
    ['who has left', { who: { title: '客服专员' } }, [service({ leftAtMs: thursdayMs })], 'breach absent to admin'],
    ['who is locked out', { who: { title: '客服专员' } }, [service({ status: 'disabled' })], 'breach absent to admin'],
  ])('%s', (_name, role, persons, expected) => {
    const said = rolesPresent.judge(
      facts({ persons, departments, members: persons.map((one) => memberOf(one)) }),
      settings(role),
    );

    expect(said.map(spoken).join() || 'fine').toBe(expected);
  });

  test('a colleague who is not named yet may be the one', () => {
    const stranger = memberOf(aPerson());
    const one = settings({ who: { title: '客服专员' } });
    const two = settings({ who: { title: '客服专员' }, atLeast: 2 });
    const none = settings({ who: { title: '客服专员' }, atLeast: 0, atMost: 0 });

    expect(rolesPresent.judge(facts({ members: [stranger] }), one).map(spoken)).toEqual(['unseen never-fetched']);
    expect(rolesPresent.judge(facts({ members: [stranger] }), two).map(spoken)).toEqual(['breach absent to admin']);
    expect(rolesPresent.judge(facts({ members: [stranger] }), none).map(spoken)).toEqual(['unseen never-fetched']);
  });
});

describe('parties from outside', () => {
  const entry = aListEntry({ key: 'm-1' });
  const is = (relation: Identity['relation'], line: Identity['entry'] = null): Identity => ({ relation, entry: line });

  test.each<readonly [object, Identity | null, Partial<Contact>, string]>([
    [{ tag: '对接人' }, null, { tags: ['对接人'] }, 'fine'],
    [{ tag: '对接人' }, null, { tags: ['老客户'] }, 'breach absent to admin'],
    [{ tag: '对接人' }, null, { known: false }, 'unseen no-contact-record'],
    [{ company: '样本' }, null, { corpName: '样本科技', app: 'wecom' }, 'fine'],
    [{ company: '样本' }, null, { corpName: '' }, 'breach absent to admin'],
    [{ relation: 'member' }, is('member'), {}, 'fine'],
    [{ relation: 'member' }, is('customer'), {}, 'breach absent to admin'],
    [{ relation: 'member' }, null, {}, 'unseen identity-unknown'],
    [{ list: '会员名单' }, is('member', entry), {}, 'fine'],
    [{ list: '往届' }, is('member', entry), {}, 'breach absent to admin'],
    [{ tag: '对接人', relation: 'customer' }, is('customer'), { tags: ['对接人'] }, 'fine'],
    [{ tag: '对接人', relation: 'customer' }, is('member'), { tags: ['对接人'] }, 'breach absent to admin'],
    [{ tag: '对接人', relation: 'customer' }, null, { tags: ['别的'] }, 'breach absent to admin'],
    [{ tag: '对接人', relation: 'customer' }, null, { tags: ['对接人'] }, 'unseen identity-unknown'],
  ])('%j, found to be %j, contact %j: %s', (outsiders, identity, contact, expected) => {
    const said = rolesPresent.judge(
      facts({
        members: [anOutsider({ id: 'WmX' })],
        contacts: [aContact({ id: 'WmX', ...contact })],
        identities: identity ? { WmX: identity } : {},
      }),
      settings({ outsiders }),
    );

    expect(said.map(spoken).join() || 'fine').toBe(expected);
  });

  test('an employee is no party from outside, and beside external people a role is needed', () => {
    const persons = [aPerson({ tags: ['对接人'] })];
    const members = [...persons.map((one) => memberOf(one)), anOutsider({ id: 'WmX' })];
    const world = { persons, members, contacts: [aContact({ id: 'WmX' })] };

    expect(rolesPresent.judge(facts(world), settings({ outsiders: { tag: '对接人' } }))).toHaveLength(1);
    expect(
      rolesPresent.judge(facts(world), settings({ who: { title: '客服专员' }, when: 'outsiders-inside' })),
    ).toHaveLength(1);
  });
});

test('each role is a matter of the group by its own word', () => {
  const two = rolesPresent.settings.parse({
    roles: [
      { who: { title: '客服专员' }, as: '客服' },
      { who: { title: '业务经理' }, as: '业务' },
    ],
  });

  expect(rolesPresent.judge(facts(), two)).toMatchObject([
    { subject: { kind: 'group' }, window: '客服' },
    { subject: { kind: 'group' }, window: '业务' },
  ]);
});

test.each<readonly [string, object]>([
  ['nobody', {}],
  ['employees and outsiders at once', { who: { title: '客服' }, outsiders: { tag: '甲' } }],
  ['outsiders of no kind', { outsiders: {} }],
  ['more than there may be', { who: { title: '客服' }, atMost: 0 }],
])('a role that names %s is refused', (_name, role) => {
  expect(rolesPresent.settings.safeParse({ roles: [{ as: '客服', ...role }] }).success).toBe(false);
});

test('two languages say who is inside', () => {
  const given = rolesPresent.settings.parse({
    roles: [
      { who: { title: '客服专员' }, as: '客服', when: 'outsiders-inside' },
      { who: { relation: 'intern' }, as: '实习生', atLeast: 0, atMost: 0 },
      { outsiders: { tag: '对接人' }, as: '对接人', atMost: 2, strength: 'advised' },
    ],
  });

  expect(rolesPresent.inWords(given)).toEqual({
    zh: '群内有：客服（至少 1 位，有外部人员时）、实习生（没有）、对接人（至少 1 位、至多 2 位，提倡）',
    en: 'inside: 客服 (at least 1, beside external people), 实习生 (none), 对接人 (at least 1, at most 2, advised)',
  });
});
