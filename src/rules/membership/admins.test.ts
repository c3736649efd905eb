import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, anAppointment, aRegistered, memberOf } from '../../../test/builders/group.ts';
import { aDepartment, aPerson } from '../../../test/builders/person.ts';
import type { Appointment, Group } from '../../events/group.ts';
import type { Person } from '../../events/person.ts';
import type { Outcome } from '../rule.ts';
import { admins } from './admins.ts';

const departments = [aDepartment({ id: 2, name: '总裁办' }), aDepartment({ id: 3, name: '财务部' })];
const sun = aPerson({ userid: 'sun', name: '孙代发', position: '营销经理', departments: [2] });
const li = aPerson({ userid: 'li', name: '李样本', position: '专员', departments: [3] });
const zhao = aPerson({ userid: 'zhao', name: '赵试用', position: '专员', departments: [2] });
const persons = [sun, li, zhao];

const spoken = (outcome: Outcome): string =>
  outcome.kind === 'unseen' ? `unseen ${outcome.reason}` : `${outcome.kind} ${outcome.says} to ${outcome.tell}`;

function verdict(over: object, appointed: readonly Appointment[], group: Partial<Group>, inside = persons): string {
  const said = admins.judge(
    facts({
      departments,
      persons,
      registered: aRegistered({ admins: appointed }),
      group: aGroup({ owner: 'owner', ...group }),
      members: inside.map((one) => memberOf(one)),
    }),
    admins.settings.parse(over),
  );
  return said.map(spoken).join() || 'fine';
}

function verdictOf(person: Person, over: object): string {
  const registered = aRegistered({ admins: [appoint(person.userid ?? '')] });
  const group = aGroup({ owner: person.userid ?? '' });
  const world = facts({ departments, persons: [person], registered, group, members: [memberOf(person)] });
  return admins.judge(world, admins.settings.parse(over)).map(spoken).join() || 'fine';
}

const appoint = (userid: string, by = '总裁办') => anAppointment({ userid, appointedBy: by });

describe('who is appointed', () => {
  test.each<readonly [string, object, readonly Appointment[], string]>([
    ['somebody', {}, [appoint('sun')], 'fine'],
    ['nobody', {}, [], 'breach nobody-appointed to hr'],
    ['nobody, as is allowed', { appointed: 'allowed' }, [], 'fine'],
    [
      'somebody whose time is over',
      {},
      [anAppointment({ userid: 'sun', untilMs: thursdayMs })],
      'breach nobody-appointed to hr',
    ],
    [
      'somebody from tomorrow on',
      {},
      [anAppointment({ userid: 'sun', sinceMs: thursdayMs + 1 })],
      'breach nobody-appointed to hr',
    ],
    ['one of two', { atLeast: 2 }, [appoint('sun')], 'breach too-few to hr'],
    ['two of two', { atLeast: 2 }, [appoint('sun'), appoint('li')], 'fine'],
    ['two where one is enough', { atMost: 1 }, [appoint('sun'), appoint('li')], 'breach too-many to hr'],
    ['by the right office', { appointedBy: ['总裁办'] }, [appoint('sun')], 'fine'],
    ['by one of two offices', { appointedBy: ['行政人事部', '总裁办'] }, [appoint('sun')], 'fine'],
    ['by a person of the office', { appointedBy: ['总裁办'] }, [appoint('sun', '王示例（总裁办）')], 'fine'],
    [
      'by another office',
      { appointedBy: ['总裁办'] },
      [appoint('sun', '行政人事部')],
      'breach appointed-by-other to hr',
    ],
    ['by nobody knows whom', { appointedBy: ['总裁办'] }, [appoint('sun', '')], 'breach appointed-by-other to hr'],
    ['by title', { office: [{ title: '营销经理' }] }, [appoint('SUN')], 'fine'],
    ['by another title', { office: [{ title: '营销经理' }] }, [appoint('li')], 'breach not-of-office to hr'],
    ['by department', { office: [{ department: '总裁办' }] }, [appoint('sun')], 'fine'],
    [
      'by one of two offices of people',
      { office: [{ title: '总裁' }, { department: '财务部' }] },
      [appoint('li')],
      'fine',
    ],
    [
      'as a rule',
      { office: [{ title: '营销经理' }], officeStrength: 'advised' },
      [appoint('li')],
      'task not-of-office to hr',
    ],
    [
      'with a reason',
      { office: [{ title: '营销经理' }], excused: [{ userid: 'LI', why: '休假' }] },
      [appoint('li')],
      'fine',
    ],
    [
      'a reason for somebody else',
      { office: [{ title: '营销经理' }], excused: [{ userid: 'sun', why: '休假' }] },
      [appoint('li')],
      'breach not-of-office to hr',
    ],
    ['to be spared', { excluded: [{ department: '财务部' }] }, [appoint('li')], 'breach excluded to hr'],
    [
      'to be spared, though of the office',
      { office: [{ title: '专员' }], excluded: [{ department: '财务部' }] },
      [appoint('li')],
      'breach excluded to hr',
    ],
    ['not to be spared', { excluded: [{ department: '财务部' }] }, [appoint('sun')], 'fine'],
  ])('%s', (_name, over, appointed, expected) => {
    expect(
      verdict(over, appointed, { admins: ['sun', 'li'] })
        .replace(',task unappointed to hr', '')
        .replace('task unappointed to hr', 'fine'),
    ).toBe(expected);
  });

  test('whose relation nobody has said is not compared with an office that hangs on it', () => {
    const stranger = aPerson({ userid: 'he', relation: 'unknown', departments: [2] });
    const employed = { not: { relation: 'outsourced' } };
    expect(verdictOf(stranger, { office: [{ department: '总裁办', ...employed }] })).toBe('unseen relation-unknown');
    expect(verdictOf(stranger, { office: [{ department: '财务部', ...employed }] })).toBe('breach not-of-office to hr');
    expect(verdictOf(stranger, { excluded: [{ relation: 'outsourced' }] })).toBe('unseen relation-unknown');
    expect(verdictOf(stranger, {})).toBe('fine');
  });

  test('whom the directory does not know is not compared with an office', () => {
    expect(verdict({ office: [{ title: '营销经理' }] }, [appoint('wu')], { owner: 'wu' })).toBe('unseen never-fetched');
    expect(verdict({}, [appoint('wu')], { owner: 'wu' })).toBe('fine');
  });
});

test.each<readonly [string, object, readonly string[], Partial<Group>, string]>([
  ['owner', {}, ['sun'], { owner: 'Sun' }, 'fine'],
  ['on the list', {}, ['sun'], { admins: ['SUN'] }, 'fine'],
  ['neither', {}, ['sun'], {}, 'breach no-rights to admin'],
  ['outside', {}, ['wu'], {}, 'breach not-inside to admin'],
  ['outside, where admins are not shown', {}, ['wu'], { admins: null }, 'breach not-inside to admin'],
  ['inside, where admins are not shown', {}, ['sun'], { admins: null }, 'unseen no-admins-api'],
  ['owner, where admins are not shown', {}, ['sun'], { owner: 'sun', admins: null }, 'fine'],
  [
    'beside the owner, where admins are not shown',
    {},
    ['sun', 'li'],
    { owner: 'sun', admins: null },
    'unseen no-admins-api',
  ],
  ['the owner as he should be', { owner: 'appointed' }, ['sun'], { owner: 'sun' }, 'fine'],
  ['the owner is another', { owner: 'appointed' }, ['sun'], { admins: ['sun'] }, 'breach owner-not-appointed to hr'],
  ['owner and admin in one', { owner: 'not-appointed' }, ['sun'], { owner: 'sun' }, 'breach owner-is-admin to hr'],
  ['owner and admin apart', { owner: 'not-appointed' }, ['sun'], { admins: ['sun'] }, 'fine'],
  ['others beside them', {}, ['sun'], { owner: 'sun', admins: ['li', 'zhao'] }, 'task unappointed to hr'],
  ['others beside them, of no concern', { unappointed: 'free' }, ['sun'], { owner: 'sun', admins: ['li'] }, 'fine'],
  ['the owner on his own list', {}, ['sun'], { owner: 'li', admins: ['sun', 'li'] }, 'fine'],
])('what WeCom shows of the appointed: %s', (_name, over, appointed, group, expected) => {
  expect(
    verdict(
      over,
      appointed.map((userid) => appoint(userid)),
      group,
    ),
  ).toBe(expected);
});

test('others with rights are one matter with their names, and nobody is the subject of it', () => {
  const settings = admins.settings.parse({});
  const registered = aRegistered({ admins: [appoint('sun')] });
  const group = aGroup({ owner: 'sun', admins: ['li', 'zhao', 'x1', 'x2'] });

  expect(admins.judge(facts({ persons, registered, group, members: [] }), settings)).toEqual([
    {
      kind: 'task',
      subject: { kind: 'group' },
      says: 'unappointed',
      detail: { names: '李样本、赵试用、x1…' },
      tell: 'hr',
      window: 'unappointed',
    },
  ]);
});

test('matters of several appointed do not run into one another', () => {
  const registered = aRegistered({ admins: [appoint('sun', '?'), appoint('li', '?')] });
  const settings = admins.settings.parse({ appointedBy: ['总裁办'], office: [{ title: '总裁' }] });

  const said = admins.judge(facts({ persons, registered, members: [] }), settings);

  const windows = said.map((one) => (one.kind === 'unseen' ? '' : one.window));
  expect(windows).toHaveLength(6);
  expect(new Set(windows).size).toBe(6);
});

test('without an entry nothing is said', () => {
  expect(admins.judge(facts({ registered: null }), admins.settings.parse({})).map(spoken)).toEqual(['unseen no-entry']);
});

test('two languages say who looks after a group', () => {
  const settings = admins.settings.parse({
    appointedBy: ['总裁办'],
    office: [{ title: '营销经理' }],
    officeStrength: 'advised',
    owner: 'appointed',
    atMost: 2,
  });

  expect(admins.inWords(settings)).toEqual({
    zh: '有指定的管理员；由总裁办指定；原则上由职务「营销经理」担任；群主是其中一位；至多 2 位；在群里，且有管理权限；其他管理员只列出',
    en: 'somebody is appointed; by 总裁办; as a rule one of: title 营销经理; the owner is one of them; at most 2; inside, with admin rights; other admins are listed',
  });
});
