import { expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, memberOf } from '../../../test/builders/group.ts';
import { aDepartment, aPerson } from '../../../test/builders/person.ts';
import { noRecords } from '../../events/records.ts';
import { moverInside } from './mover-inside.ts';

const day = 86_400_000;
const sales = aDepartment({ id: 2, name: '营销策划部' });
const money = aDepartment({ id: 3, name: '财务部' });

test.each<readonly [string, object, object, number | null, number, string]>([
  ['who never moved', {}, {}, null, 0, 'fine'],
  ['on the day', {}, {}, thursdayMs, 0, 'task moved to admin, -'],
  ['a moment before the days are over', {}, {}, thursdayMs - 3 * day + 1, 0, 'task moved to admin, -'],
  ['when the days are over', {}, {}, thursdayMs - 3 * day, 0, 'breach overdue to admin, overdue'],
  ['without any days', { graceDays: 0 }, {}, thursdayMs, 0, 'breach overdue to admin, overdue'],
  ['merely recommended', { strength: 'advised' }, {}, thursdayMs - 9 * day, 0, 'task overdue to admin, overdue'],
  ['back among those allowed', {}, { departments: [2], mainDepartment: 2 }, thursdayMs - 9 * day, 0, 'fine'],
  ['who left the company', {}, { status: 'left' }, thursdayMs - 9 * day, 0, 'fine'],
  ['who joined after the move', {}, {}, thursdayMs - 9 * day, thursdayMs - day, 'fine'],
  ['the owner', {}, { userid: 'group-owner' }, thursdayMs - 9 * day, 0, 'breach moved-owner to hr, overdue'],
  ['an appointed admin', {}, { userid: 'group-admin' }, thursdayMs - 9 * day, 0, 'fine'],
])('%s', (_name, settings, over, movedAtMs, joinedAtMs, expected) => {
  const person = aPerson({ departments: [3], mainDepartment: 3, ...over });

  const [said] = moverInside.judge(
    facts({
      group: aGroup({ owner: 'group-owner' }),
      departments: [sales, money],
      persons: [person],
      members: [memberOf(person, { joinedAtMs })],
      records: { ...noRecords, moves: movedAtMs === null ? {} : { [person.id]: movedAtMs } },
    }),
    moverInside.settings.parse({ allowed: [{ department: '营销策划部' }], ...settings }),
  );

  const spoken = said && said.kind !== 'unseen' ? `${said.kind} ${said.says} to ${said.tell}, ${said.window}` : 'fine';
  expect(spoken).toBe(expected);
});

test('whether somebody moved away is not checkable while that hangs on a relation that nobody has said', () => {
  const person = aPerson({ departments: [2], mainDepartment: 2, relation: 'unknown' });
  const allowed = [{ department: '营销策划部', not: { relation: 'outsourced' } }];

  expect(
    moverInside.judge(
      facts({
        departments: [sales, money],
        persons: [person],
        members: [memberOf(person, { joinedAtMs: 0 })],
        records: { ...noRecords, moves: { [person.id]: thursdayMs - 9 * day } },
      }),
      moverInside.settings.parse({ allowed }),
    ),
  ).toMatchObject([{ kind: 'unseen', reason: 'relation-unknown' }]);
});
