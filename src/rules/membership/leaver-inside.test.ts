import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aPerson } from '../../../test/builders/person.ts';
import type { Person } from '../../events/person.ts';
import { leaverInside } from './leaver-inside.ts';

const day = 86_400_000;

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

  const [said] = leaverInside.judge(facts({ persons: [person], members: [memberOf(person)] }), {});

  expect(said && said.kind !== 'unseen' ? `${said.says}, told to ${said.tell}` : 'fine').toBe(expected);
});

test('the stay of a leaver is about the member, so that nothing sticks to who gets his account', () => {
  const old = aPerson({ name: '钱销售', status: 'left', userid: null });
  const heir = aPerson({ name: '周新人', userid: 'qian' });
  const member = memberOf(old, { id: 'QIAN' });

  expect(leaverInside.judge(facts({ persons: [old, heir], members: [member] }), {})).toEqual([
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

  expect(leaverInside.judge(facts({ persons: [person], members: [memberOf(person, { id: 'old-name' })] }), {})).toEqual(
    [],
  );
});

test('an owner who has left is HR’s matter: he cannot be told, and only the console can hand the group on', () => {
  const owner = aPerson({ status: 'left', userid: null });
  const members = [memberOf(owner, { id: 'Owner' })];

  const outcomes = leaverInside.judge(facts({ persons: [owner], members, group: aGroup({ owner: 'owner' }) }), {});

  expect(outcomes).toMatchObject([{ says: 'left-owner', tell: 'hr' }]);
});

test('a colleague whom the directory has not named is not checkable, a customer is nobody’s leaver', () => {
  const stranger = aPerson();
  const members = [memberOf(stranger), anOutsider()];

  expect(leaverInside.judge(facts({ members }), {})).toMatchObject([{ kind: 'unseen', reason: 'never-fetched' }]);
});
