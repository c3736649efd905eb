import { describe, expect, test } from 'vitest';
import { aContact, aDepartment, aDirectory, aListEntry, aPerson } from '../../test/builders/person.ts';
import { namedBy, namedByAny, Selector, selects, selectsOutsider } from './selector.ts';
import { whoInWords } from './selector-words.ts';

const group = aDepartment({ id: 1, name: '示例集团', parent: 0 });
const head = aDepartment({ id: 2, name: '集团本部', parent: 1 });
const hr = aDepartment({ id: 3, name: '行政人事部', parent: 2, alsoKnownAs: [{ name: '行政部', untilMs: null }] });
const site = aDepartment({ id: 4, name: '项目公司', parent: 1 });
const directory = aDirectory({ departments: [group, head, hr, site] });

const intern = aPerson({
  userid: 'li',
  position: '人事专员',
  relation: 'intern',
  departments: [3, 4],
  mainDepartment: 3,
  tags: ['运营推动小组'],
});
const leader = aPerson({ userid: 'zhang', position: '总裁', departments: [1], mainDepartment: 1, leaderIn: [1] });
const homeless = aPerson({ userid: null, position: '', departments: [], mainDepartment: null });

test.each<[string, Selector, string]>([
  ['everybody', { everyone: true }, 'intern leader homeless'],
  ['a department', { department: '行政人事部' }, 'intern'],
  ['a department by another of its names', { department: '行政部' }, 'intern'],
  ['a department with those below it', { department: '集团本部' }, 'intern'],
  ['one of several departments', { department: ['没有的部门', '示例集团'] }, 'intern leader'],
  ['any of a person’s departments', { department: '项目公司' }, 'intern'],
  ['the main department alone', { mainDepartment: '项目公司' }, ''],
  ['the main department with those below it', { mainDepartment: '集团本部' }, 'intern'],
  ['a department that does not exist', { department: '没有的部门' }, ''],
  ['the exact title', { title: '总裁' }, 'leader'],
  ['one of several titles', { title: ['总裁', '人事专员'] }, 'intern leader'],
  ['not a part of a title', { title: '专员' }, ''],
  ['a part of the title when asked for', { titleContains: '专员' }, 'intern'],
  ['those who lead', { leads: 'any-department' }, 'leader'],
  ['a relation', { relation: 'intern' }, 'intern'],
  ['one of several relations', { relation: ['intern', 'regular'] }, 'intern leader homeless'],
  ['a tag', { tag: '运营推动小组' }, 'intern'],
  ['an account, whatever its case', { userid: 'ZHANG' }, 'leader'],
  ['one of several accounts', { userid: ['li', 'zhang'] }, 'intern leader'],
  ['keys together mean “and”', { department: '示例集团', relation: 'regular' }, 'leader'],
  ['at least one of', { any: [{ title: '总裁' }, { relation: 'intern' }] }, 'intern leader'],
  ['each of', { all: [{ department: '示例集团' }, { title: '总裁' }] }, 'leader'],
  ['none of', { not: { leads: 'any-department' } }, 'intern homeless'],
  ['“and” holds beside “not”', { department: '示例集团', not: { leads: 'any-department' } }, 'intern'],
  ['a name for them changes nothing', { called: '领导', title: '总裁' }, 'leader'],
])('%s', (_, selector, expected) => {
  const people = { intern, leader, homeless };
  const found = Object.entries(people).flatMap(([name, person]) =>
    selects(selector, person, directory) ? [name] : [],
  );
  expect(found.join(' ')).toBe(expected);
});

describe('of somebody whose relation nobody has said', () => {
  const stranger = aPerson({ relation: 'unknown', position: '工程师' });
  const outsourced: Selector = { relation: ['outsourced', 'advisor'] };

  test.each<[string, Selector, string]>([
    ['what does not ask for it is known', { title: '工程师' }, 'named'],
    ['what asks for it is not known', outsourced, 'relation-unknown'],
    ['nor is the opposite', { not: outsourced }, 'relation-unknown'],
    ['“unknown” itself is an answer', { relation: ['unknown', 'intern'] }, 'named'],
    ['“not unknown” too', { not: { relation: 'unknown' } }, 'not-named'],
    ['another reason not to be named is enough', { title: '总裁', not: outsourced }, 'not-named'],
    ['so it is in a list of conditions', { all: [{ not: outsourced }, { title: '总裁' }] }, 'not-named'],
    ['one way of being named is enough', { any: [outsourced, { title: '工程师' }] }, 'named'],
    ['several ways of which none is sure', { any: [outsourced, { title: '总裁' }] }, 'relation-unknown'],
  ])('%s', (_, selector, expected) => {
    expect(namedBy(selector, stranger, directory)).toBe(expected);
  });

  test('he is not selected, and of several selectors the surest counts', () => {
    expect(selects({ not: outsourced }, stranger, directory)).toBe(false);
    expect(namedByAny([outsourced, { title: '工程师' }], stranger, directory)).toBe('named');
    expect(namedByAny([{ title: '总裁' }, outsourced], stranger, directory)).toBe('relation-unknown');
    expect(namedByAny([{ title: '总裁' }], stranger, directory)).toBe('not-named');
  });
});

describe('a selector of a file', () => {
  test.each<[string, unknown]>([
    ['names somebody', {}],
    ['is not only a name', { called: '领导' }],
    ['knows its keys', { departement: '行政部' }],
    ['holds no empty list', { title: [] }],
    ['holds no empty text', { department: '' }],
    ['is checked inside', { any: [{ not: { everyone: false } }] }],
  ])('%s', (_, value) => {
    expect(Selector.safeParse(value).success).toBe(false);
  });

  test.each<[Selector]>([[{ role: 'managers' }], [{ ofGroup: 'owner-department' }]])(
    '%j is no answer before it is resolved',
    (selector) => {
      expect(() => selects(selector, leader, directory)).toThrow('the selector was not resolved');
    },
  );
});

test('departments that are each other’s parents end the search', () => {
  const knot = aDirectory({
    departments: [aDepartment({ id: 7, name: '甲', parent: 8 }), aDepartment({ id: 8, name: '乙', parent: 7 })],
  });
  expect(selects({ department: '丙' }, aPerson({ departments: [7] }), knot)).toBe(false);
});

test.each<[Selector, string, string]>([
  [{ everyone: true }, '全体人员', 'everybody'],
  [{ called: '总裁', title: '董事长' }, '总裁', '总裁'],
  [{ called: { zh: '总裁', en: 'President' } }, '总裁', 'President'],
  [{ department: ['甲部', '乙部'] }, '部门「甲部、乙部」', 'department 甲部 or 乙部'],
  [
    { mainDepartment: '甲部', relation: ['intern', 'probation'] },
    '主部门「甲部」，且实习生、试用员工',
    'main department 甲部 and interns, staff on probation',
  ],
  [
    { any: [{ leads: 'any-department' }, { tag: '骨干' }] },
    '部门负责人、标签「骨干」',
    'those who lead a department, tag 骨干',
  ],
  [{ not: { relation: 'system-account' } }, '不是系统账号', 'not system accounts'],
  [{ ofGroup: 'owner-department' }, '本群主管部门的人员', "people of the group's own department"],
])('%j is read aloud as %s', (selector, zh, en) => {
  expect(whoInWords(selector)).toEqual({ zh, en });
});

describe('named lists and external people', () => {
  const world = aDirectory({
    persons: [intern, leader],
    contacts: [aContact({ id: 'wm-vip', tags: ['嘉宾'] }), aContact({ id: 'wm-plain' })],
    identities: { 'wm-plain': { relation: 'member', entry: aListEntry({ list: '会员名单' }) } },
    lists: { 值班名单: [aListEntry({ list: '值班名单', key: 'LI' })] },
  });

  test.each<[string, Selector, string]>([
    ['whose account is on a list, whatever the case of letters', { list: '值班名单' }, 'li'],
    ['on one of several lists', { list: ['没有的名单', '值班名单'] }, 'li'],
    ['on a list that nobody keeps', { list: '没有的名单' }, ''],
    ['employees have no contact tag', { contactTag: '嘉宾' }, ''],
  ])('%s', (_, who, expected) => {
    const named = [intern, leader].filter((person) => selects(who, person, world));
    expect(named.map(({ userid }) => userid).join(' ')).toBe(expected);
  });

  test.each<[string, Selector, string]>([
    ['by a tag of the contact', { contactTag: ['嘉宾', '媒体'] }, 'wm-vip'],
    ['by the list of their line', { list: '会员名单' }, 'wm-plain'],
    ['either', { any: [{ contactTag: '嘉宾' }, { list: '会员名单' }] }, 'wm-vip wm-plain'],
    ['both', { all: [{ contactTag: '嘉宾' }, { list: '会员名单' }] }, ''],
    ['not', { not: { contactTag: '嘉宾' } }, 'wm-plain'],
    ['not by what is asked of employees', { everyone: true }, ''],
    ['nor by both at once', { contactTag: '嘉宾', department: '项目公司' }, ''],
  ])('outsiders %s', (_, who, expected) => {
    expect(['wm-vip', 'wm-plain'].filter((id) => selectsOutsider(who, id, world)).join(' ')).toBe(expected);
  });

  test('a holder that was not resolved for a moment is a mistake of ours', () => {
    expect(() => selects({ held: [{ userid: 'li', fromMs: 0, untilMs: null }] }, intern, world)).toThrow(
      'not resolved',
    );
  });
});
