import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aDepartment, aPerson } from '../../../test/builders/person.ts';
import type { Person } from '../../events/person.ts';
import { leaverInside } from './leaver-inside.ts';

const day = 86_400_000;
const settings = leaverInside.settings.parse({});

test.each<readonly [string, Partial<Person>, string]>([
  ['at work', {}, 'fine'],
  ['account gone', { status: 'left', userid: null }, 'left, told to admin'],
  ['status left', { status: 'left' }, 'left, told to admin'],
  ['last day over', { leftAtMs: thursdayMs - 1 }, 'left, told to admin'],
  ['last day this very moment', { leftAtMs: thursdayMs }, 'left, told to admin'],
  ['last day to come', { leftAtMs: thursdayMs + day }, 'fine'],
  ['account disabled', { status: 'disabled' }, 'fine'],
  ['account not activated', { status: 'not-activated' }, 'fine'],
])('%s is %s', (_name, over, expected) => {
  const person = aPerson(over);

  const [said] = leaverInside.judge(facts({ persons: [person], members: [memberOf(person)] }), settings);

  expect(said && said.kind !== 'unseen' ? `${said.says}, told to ${said.tell}` : 'fine').toBe(expected);
});

test('the stay of a leaver is about the member, so that nothing sticks to who gets his account', () => {
  const old = aPerson({ name: '钱销售', status: 'left', userid: null });
  const heir = aPerson({ name: '周新人', userid: 'qian' });
  const member = memberOf(old, { id: 'QIAN' });

  expect(leaverInside.judge(facts({ persons: [old, heir], members: [member] }), settings)).toEqual([
    {
      kind: 'breach',
      subject: { kind: 'member', id: 'QIAN' },
      says: 'reused',
      detail: { who: '钱销售', now: '周新人' },
      tell: 'admin',
      window: '-',
    },
  ]);
});

test('an account that was renamed keeps its person inside', () => {
  const person = aPerson({ userid: 'new-name' });

  expect(
    leaverInside.judge(facts({ persons: [person], members: [memberOf(person, { id: 'old-name' })] }), settings),
  ).toEqual([]);
});

test('an owner who has left is HR’s matter: he cannot be told, and only the console can hand the group on', () => {
  const owner = aPerson({ status: 'left', userid: null });
  const members = [memberOf(owner, { id: 'Owner' })];

  const outcomes = leaverInside.judge(
    facts({ persons: [owner], members, group: aGroup({ owner: 'owner' }) }),
    settings,
  );

  expect(outcomes).toMatchObject([{ says: 'left-owner', tell: 'hr' }]);
});

test('a colleague whom the directory has not named is not checkable, a customer is nobody’s leaver', () => {
  const stranger = aPerson();
  const members = [memberOf(stranger), anOutsider()];

  expect(leaverInside.judge(facts({ members }), settings)).toMatchObject([{ kind: 'unseen', reason: 'never-fetched' }]);
});

test('in an app’s group the account is the member: its new holder is never told to leave in the old one’s place', () => {
  const old = aPerson({ name: '钱销售', status: 'left', userid: null });
  const heir = aPerson({ name: '周新人', userid: 'qian' });
  const group = aGroup({ reach: 'managed', owner: 'qian' });
  const said = (persons: readonly Person[]) =>
    leaverInside
      .judge(facts({ group, persons, members: [memberOf(old, { id: 'qian' })] }), settings)
      .map((one) => (one.kind === 'unseen' ? one.reason : one.says));

  expect(said([old, heir])).toEqual([]);
  expect(said([old])).toEqual(['left-owner']);
});

describe('accounts that the directory does not show', () => {
  const departments = [aDepartment()];
  const strangers = ['甲', '乙', '丙', '丁'].map((shownName) => memberOf(aPerson(), { shownName }));
  const tasks = (over: Parameters<typeof facts>[0]) =>
    leaverInside.judge(facts({ departments, ...over }), settings).filter(({ kind }) => kind !== 'unseen');

  test('are one task for HR a group, with three names, and nobody’s breach', () => {
    expect(tasks({ members: strangers })).toEqual([
      {
        kind: 'task',
        subject: { kind: 'group' },
        says: 'unknown-accounts',
        detail: { count: '4', names: '甲、乙、丙…' },
        tell: 'hr',
        window: '-',
      },
    ]);
  });

  test('are named by account where the group shows no names, without anything that harms', () => {
    expect(tasks({ members: [memberOf(aPerson(), { id: 'old.zhou', shownName: '' })] })).toMatchObject([
      { detail: { count: '1', names: 'old.zhou' } },
    ]);
  });

  test('are given a day to be read, and all the time before the directory was', () => {
    const fresh = strangers.map((member) => ({ ...member, joinedAtMs: thursdayMs - day + 1 }));
    expect(tasks({ members: fresh })).toEqual([]);
    expect(tasks({ members: strangers, departments: [] })).toEqual([]);
  });
});
