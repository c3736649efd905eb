import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aMember, anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aDepartment, aPerson } from '../../../test/builders/person.ts';
import type { Person } from '../../events/person.ts';
import { requiredMembers } from './required-members.ts';

const day = 86_400_000;
const everyone = requiredMembers.settings.parse({ required: [{ who: { everyone: true }, as: '本部员工' }] });

const absent: readonly (readonly [string, Partial<Person>, string])[] = [
  ['an active colleague', {}, 'breach missing, told to admin'],
  ['an intern', { relation: 'intern' }, 'breach missing, told to admin'],
  ['somebody on probation', { relation: 'probation' }, 'breach missing, told to admin'],
  ['an account that is not activated', { status: 'not-activated' }, 'task not-activated, told to hr'],
  ['a disabled account', { status: 'disabled' }, 'fine'],
  ['somebody who has left', { status: 'left', userid: null }, 'fine'],
  ['somebody whose last day is over', { leftAtMs: thursdayMs }, 'fine'],
  ['somebody whose last day is tomorrow', { leftAtMs: thursdayMs + day }, 'breach missing, told to admin'],
  ['an external person', { userid: null, relation: 'association-member' }, 'fine'],
  ['hired two days ago', { hiredAtMs: thursdayMs - 2 * day }, 'fine'],
  ['hired two days ago, not activated', { hiredAtMs: thursdayMs - 2 * day, status: 'not-activated' }, 'fine'],
  ['hired three days ago', { hiredAtMs: thursdayMs - 3 * day }, 'breach missing, told to admin'],
];

describe('somebody required who is not inside', () => {
  test.each(absent)('%s: %j is %s', (_who, over, expected) => {
    const person = aPerson(over);

    const [said] = requiredMembers.judge(facts({ persons: [person] }), everyone);

    const told = said && said.kind !== 'unseen' ? `${said.kind} ${said.says}, told to ${said.tell}` : 'fine';
    expect(told).toBe(expected);
  });

  test('the finding is about the person, whatever account he has', () => {
    const person = aPerson({ name: '李样本' });

    expect(requiredMembers.judge(facts({ persons: [person] }), everyone)).toEqual([
      {
        kind: 'breach',
        subject: { kind: 'person', id: person.id },
        says: 'missing',
        detail: { who: '李样本', as: '本部员工' },
        tell: 'admin',
        window: '-',
      },
    ]);
  });
});

describe('somebody required who is inside', () => {
  const person = aPerson();

  test.each([
    ['under his own account', memberOf(person), 0],
    ['under an earlier account', memberOf(person, { id: 'old-account' }), 0],
    ['under an account that is kept for its earlier holder', aMember({ id: person.userid ?? '' }), 0],
    ['under an account in capitals', aMember({ id: (person.userid ?? '').toUpperCase() }), 0],
    ['only by a namesake from outside', anOutsider({ id: person.userid ?? '' }), 1],
  ])('%s', (_how, member, found) => {
    expect(requiredMembers.judge(facts({ persons: [person], members: [member] }), everyone)).toHaveLength(found);
  });
});

describe('whose relation nobody has said', () => {
  const employees = { not: { relation: ['outsourced', 'advisor'] } };
  const settings = requiredMembers.settings.parse({
    required: [
      { who: { ...employees, department: '咨询一部' }, as: '本部员工' },
      { who: { title: '总裁' }, as: '总裁' },
    ],
  });
  const departments = [aDepartment({ id: 7, name: '咨询一部' }), aDepartment({ id: 8, name: '财务部' })];
  const stranger = (over: Partial<Person> = {}) => aPerson({ relation: 'unknown', departments: [7], ...over });
  const judged = (person: Person, inside = false) =>
    requiredMembers
      .judge(facts({ persons: [person], departments, members: inside ? [memberOf(person)] : [] }), settings)
      .map((said) => (said.kind === 'unseen' ? `${said.reason} of ${said.subject.kind}` : said.says));

  test('is not checkable where it hangs on the relation, and never missing', () => {
    expect(judged(stranger())).toEqual(['relation-unknown of person']);
  });

  test('is of no concern inside, elsewhere, after the hire, or where another entry requires him anyhow', () => {
    expect(judged(stranger(), true)).toEqual([]);
    expect(judged(stranger({ departments: [8] }))).toEqual([]);
    expect(judged(stranger({ status: 'disabled' }))).toEqual([]);
    expect(judged(stranger({ hiredAtMs: thursdayMs - 2 * day }))).toEqual([]);
    expect(judged(stranger({ position: '总裁' }))).toEqual(['missing']);
  });
});

describe('who was promoted', () => {
  const departments = [aDepartment({ id: 7, name: '咨询一部' })];
  const manager = { departments: [7], leaderIn: [7], tags: ['骨干'] };
  const clerk = { position: '专员', departments: [7], mainDepartment: 7, leaderIn: [], tags: [] };
  const settings = requiredMembers.settings.parse({
    required: [{ who: { leads: 'any-department' }, as: '管理人员' }],
  });
  const ago = (days: number) => thursdayMs - days * day;
  const said = (person: Person, over = settings) =>
    requiredMembers.judge(facts({ persons: [person], departments }), over).map((one) => one.kind);

  test.each<[string, Partial<Person>, string[]]>([
    ['yesterday is not missed', { ...manager, shownSinceMs: ago(1), before: [{ ...clerk, sinceMs: ago(900) }] }, []],
    [
      'three days ago is missed',
      { ...manager, shownSinceMs: ago(3), before: [{ ...clerk, sinceMs: ago(900) }] },
      ['breach'],
    ],
    [
      'long ago, and got another tag yesterday, is missed',
      {
        ...manager,
        shownSinceMs: ago(1),
        before: [
          { ...clerk, leaderIn: [7], sinceMs: ago(90) },
          { ...clerk, sinceMs: ago(900) },
        ],
      },
      ['breach'],
    ],
    [
      'again, after a time as a clerk, is a newcomer again',
      {
        ...manager,
        shownSinceMs: ago(1),
        before: [
          { ...clerk, sinceMs: ago(30) },
          { ...clerk, leaderIn: [7], sinceMs: ago(90) },
        ],
      },
      [],
    ],
    [
      'before anybody looked is no newcomer, whenever he was first read',
      { ...manager, shownSinceMs: ago(1), before: [] },
      ['breach'],
    ],
  ])('%s', (_, over, expected) => {
    expect(said(aPerson(over))).toEqual(expected);
  });

  test('is missed at once as what he was before', () => {
    const person = aPerson({ ...manager, shownSinceMs: ago(1), before: [{ ...clerk, sinceMs: ago(900) }] });
    const both = requiredMembers.settings.parse({
      required: [
        { who: { leads: 'any-department' }, as: '管理人员' },
        { who: { department: '咨询一部' }, as: '部门成员' },
      ],
    });
    expect(said(person, both)).toEqual(['breach']);
  });
});

test('the first entry that names a person gives the word, and nobody is missed twice', () => {
  const departments = [aDepartment({ id: 7, name: '咨询一部' })];
  const head = aPerson({ departments: [7], leaderIn: [7] });
  const settings = requiredMembers.settings.parse({
    required: [
      { who: { leads: 'any-department' }, as: '管理人员' },
      { who: { department: '咨询一部' }, as: '部门成员' },
    ],
  });

  const outcomes = requiredMembers.judge(facts({ persons: [head], departments }), settings);

  expect(outcomes).toMatchObject([{ detail: { as: '管理人员' } }]);
});

test('a hostile name is harmless in the sentence', () => {
  const person = aPerson({ name: '<b>{as}</b>\u202e' });

  expect(requiredMembers.judge(facts({ persons: [person] }), everyone)).toMatchObject([
    { detail: { who: '＜b＞｛as｝＜/b＞' } },
  ]);
});
