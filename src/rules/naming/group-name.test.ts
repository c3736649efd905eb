import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { aGroup, aRegistered } from '../../../test/builders/group.ts';
import { aDepartment, aListEntry } from '../../../test/builders/person.ts';
import type { Registered } from '../../events/group.ts';
import { groupName } from './group-name.ts';

const day = 86_400_000;
const departments = [
  aDepartment({
    id: 2,
    name: '营销策划部',
    alsoKnownAs: [
      { name: '策划', untilMs: null },
      { name: '市场部', untilMs: thursdayMs - day },
      { name: '推广部', untilMs: thursdayMs + day },
    ],
  }),
];
const lists = {
  客户: [aListEntry({ name: '样本商贸', companies: ['样本商贸有限公司'] }), aListEntry({ name: '甲', companies: [] })],
};

/** `fine`, or the cause and the name to paste. */
function verdict(name: string, settings: unknown, line: Partial<Registered> = {}): string {
  const registered = aRegistered({ ownerDepartment: '营销策划部', purpose: '示范花园', ...line });
  const [said, ...more] = groupName.judge(
    facts({ departments, lists, registered, group: aGroup({ name }) }),
    groupName.settings.parse(settings),
  );
  expect(more).toEqual([]);
  if (!said) return 'fine';
  if (said.kind === 'unseen') return `unseen ${said.reason}`;
  return said.detail.paste === undefined ? said.says : `${said.says} → ${said.detail.paste}`;
}

const fixed = { formats: [[{ text: '德鲁克咨询交流群' }]] };
const byDepartment = { formats: [[{ field: 'ownerDepartment' }, { field: 'purpose' }, { text: '群' }]] };
const customer = { formats: [[{ text: '示例科技' }, { list: '客户' }]], separator: '—' };
const free = { formats: [[{ text: '示例' }, { free: '客户简称', maxLength: 4 }, { text: '服务群' }]] };
const optional = { formats: [[{ text: '示例' }, { oneOf: ['华东', '华南'], optional: true }, { text: '群' }]] };
const anyOrder = { formats: [[{ text: '示例' }, { field: 'purpose' }]], order: 'any' };
const kinds = { formats: [[{ text: '示例' }, { field: 'kind' }]], kindNames: { marketing: '营销群' } };

test.each<readonly [string, object, string]>([
  // a fixed name
  ['德鲁克咨询交流群', fixed, 'fine'],
  ['德鲁克咨询 · 交流群', fixed, 'fine'],
  ['德魯克諮詢交流群', fixed, 'fine'],
  ['【德鲁克咨询】交流群', fixed, 'fine'],
  ['德鲁克咨询交流群2', fixed, 'fine'],
  ['德鲁克咨询交流群-2群', fixed, 'fine'],
  ['德鲁克咨询交流2群', fixed, 'fine'],
  ['德鲁克咨询交流群（二）', fixed, 'fine'],
  ['德鲁克咨询交流群②', fixed, 'fine'],
  ['德鲁克咨询交流群第3群', fixed, 'fine'],
  ['德鲁克咨询', fixed, 'missing-part → 德鲁克咨询交流群'],
  ['咨询2群', fixed, 'missing-part → 德鲁克咨询交流群-2群'],
  ['德鲁克咨询交流群！大家好', fixed, 'other → 德鲁克咨询交流群'],
  ['', fixed, 'no-name → 德鲁克咨询交流群'],
  ['—', fixed, 'no-name → 德鲁克咨询交流群'],
  ['德鲁克咨询交流群2', { ...fixed, numbering: 'forbidden' }, 'numbered → 德鲁克咨询交流群'],
  ['德鲁克咨询交流群', { ...fixed, numbering: 'required' }, 'unnumbered → 德鲁克咨询交流群-〈填序号〉群'],
  ['德鲁克咨询交流群-1群', { ...fixed, numbering: 'required' }, 'fine'],
  ['交流群-1群', { ...fixed, numbering: 'required' }, 'missing-part → 德鲁克咨询交流群-1群'],
  // parts of the register
  ['营销策划部示范花园群', byDepartment, 'fine'],
  ['营销策划部-示范花园-群', byDepartment, 'fine'],
  ['策划示范花园群', byDepartment, 'fine'],
  ['推广部示范花园群', byDepartment, 'fine'],
  ['市场部示范花园群', byDepartment, 'missing-part → 营销策划部示范花园群'],
  ['示范花园群', byDepartment, 'missing-part → 营销策划部示范花园群'],
  ['策划群', byDepartment, 'missing-part → 策划示范花园群'],
  ['示范花园营销策划部群', byDepartment, 'wrong-order → 营销策划部示范花园群'],
  ['示范花园群', { ...byDepartment, maxLength: 8 }, 'missing-part → 策划示范花园群'],
  ['示例营销群', kinds, 'fine'],
  ['示例客户群', kinds, 'missing-part → 示例营销群'],
  // lists, choices, free parts
  ['示例科技—样本商贸', customer, 'fine'],
  ['示例科技—样本商贸有限公司', customer, 'fine'],
  ['示例科技样本商贸2群', customer, 'fine'],
  ['样本商贸', customer, 'missing-part → 示例科技—样本商贸'],
  ['示例科技—别家', customer, 'missing-part → 示例科技—〈填客户〉'],
  ['示例样本服务群', free, 'fine'],
  ['示例样本商贸服务群', free, 'fine'],
  ['示例样本商贸公司服务群', free, 'other → 示例〈填客户简称〉服务群'],
  ['示例服务群', free, 'wrong-order → 示例〈填客户简称〉服务群'],
  ['示例群', optional, 'fine'],
  ['示例华南群', optional, 'fine'],
  ['示例华北群', optional, 'other → 示例群'],
  ['华东群', optional, 'missing-part → 示例华东群'],
  ['示范花园示例', anyOrder, 'fine'],
  ['示例示范花园', anyOrder, 'fine'],
  // words, lengths, directions
  ['示例官方群', { bannedWords: ['官方'] }, 'banned-word'],
  ['示例官·方群', { bannedWords: ['官方'] }, 'banned-word'],
  ['示例群', { bannedWords: ['官方'] }, 'fine'],
  ['示例长长长长群', { maxLength: 6 }, 'too-long'],
  ['示例群', { minLength: 4 }, 'too-short'],
  ['随便什么名字', {}, 'fine'],
  ['德鲁克咨询交流群', { ...fixed, direction: 'forbidden' }, 'not-this'],
  ['午餐群', { ...fixed, direction: 'forbidden' }, 'fine'],
  ['午餐群', { formats: [...fixed.formats, [{ text: '午餐群' }]] }, 'fine'],
])('「%s」 with %j: %s', (name, settings, expected) => {
  expect(verdict(name, settings)).toBe(expected);
});

describe('what is not known', () => {
  test.each<readonly [string, object, Partial<Registered>, string]>([
    ['a purpose that the register does not give', byDepartment, { purpose: '' }, 'unseen no-entry'],
    ['a kind without a name', kinds, { kind: 'department' }, 'unseen no-entry'],
    ['a list that was not read', { formats: [[{ list: '没有的名单' }]] }, {}, 'unseen data-gap'],
    [
      'one unknown format beside one that fits',
      { formats: [[{ list: '没有的名单' }], [{ text: '示例群' }]] },
      {},
      'fine',
    ],
    [
      'one unknown format beside one that does not',
      { formats: [[{ list: '没有的名单' }], fixed.formats[0]] },
      {},
      'unseen data-gap',
    ],
    [
      'an unknown format that only others may have',
      { formats: [[{ list: '没有的名单' }]], direction: 'forbidden' },
      {},
      'unseen data-gap',
    ],
  ])('%s: %j', (_name, settings, line, expected) => {
    expect(verdict('示例群', settings, line)).toBe(expected);
  });

  test('a department that the directory does not know is taken as it is written', () => {
    expect(verdict('示范处示范花园群', byDepartment, { ownerDepartment: '示范处' })).toBe('fine');
  });
});

test('what is pasted is accepted', () => {
  const part = fc.oneof(
    fc.constantFrom('示例', '服务', 'IT群', '二', '群').map((text) => ({ text })),
    fc.constantFrom('ownerDepartment', 'purpose').map((field) => ({ field })),
    fc
      .uniqueArray(fc.constantFrom('工作群', '交流群', '群'))
      .filter((words) => words.length > 0)
      .map((oneOf) => ({ oneOf })),
  );
  const settings = fc.record({
    formats: fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
    separator: fc.constantFrom('', '-', '—', ' '),
    numbering: fc.constantFrom('allowed', 'forbidden'),
    maxLength: fc.constant(60),
  });
  const name = fc.array(fc.constantFrom('示例', '策划', '示范花园', '2', '二', '群', '-', 'x'), { maxLength: 8 });
  fc.assert(
    fc.property(settings, name, (given, pieces) => {
      const [, paste] = verdict(pieces.join(''), given).split(' → ');
      if (paste !== undefined) expect(verdict(paste, given)).toBe('fine');
    }),
  );
});

test.each<readonly [string, unknown]>([
  ['a part that is two things', { formats: [[{ text: '示例', free: '用途' }]] }],
  ['a part that is nothing', { formats: [[{ optional: true }]] }],
  ['a format that fits every name', { formats: [[{ text: '示例', optional: true }]] }],
  ['three free parts', { formats: [[{ free: '甲' }, { free: '乙' }, { free: '丙' }]] }],
  ['a text of separators alone', { formats: [[{ text: '——' }]] }],
  ['a separator that would be read', { ...fixed, separator: 'x' }],
])('%s is refused', (_name, settings) => {
  expect(groupName.settings.safeParse(settings).success).toBe(false);
});

test('two languages say what a group is called', () => {
  expect(groupName.inWords(groupName.settings.parse({ ...optional, bannedWords: ['官方'], separator: '-' }))).toEqual({
    zh: '群名写成「示例-（华东/华南）-群」；群名不含「官方」；至多 32 个字',
    en: 'is called 「示例-（华东/华南）-群」; without the words 官方; at most 32 characters',
  });
});
