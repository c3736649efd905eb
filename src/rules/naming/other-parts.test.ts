import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts } from '../../../test/builders/facts.ts';
import { anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aContact, aListEntry, aPerson } from '../../../test/builders/person.ts';
import { nickname } from './nickname.ts';
import type { PartSpec } from './nickname-settings.ts';
import { lineKeyTexts, ordersOf, remarkTexts } from './other-parts.ts';

const person = aPerson({ name: '李样本', userid: 'li', position: '科长' });

const judged = (parts: readonly unknown[], shown: string, over: object = {}, format: object = {}): string => {
  const settings = nickname.settings.parse({ formats: [{ who: { everyone: true }, parts, ...format }], ...over });
  const [said] = nickname.judge(
    facts({ persons: [person], members: [memberOf(person, { nickname: shown })] }),
    settings,
  );
  if (!said) return 'fine';
  return said.kind === 'unseen' ? said.reason : `${said.says} ${said.detail.part} → ${said.detail.paste}`;
};
const phone = { free: '手机', made: 'digits', minLength: 11, maxLength: 11 };

describe('parts that are no fact of a person', () => {
  test.each<readonly [readonly unknown[], string, string]>([
    [['name', { text: '老师' }], '李样本老师', 'fine'],
    [['name', { text: '老师' }], '李样本', 'missing-part 老师 → 李样本-老师'],
    [['name', { text: '老师', optional: true }], '李样本', 'fine'],
    [['name', { oneOf: ['爸爸', '妈妈'] }], '李样本 妈妈', 'fine'],
    [['name', { oneOf: ['爸爸', '妈妈'] }], '李样本', 'missing-part 爸爸/妈妈 → 李样本-爸爸/妈妈'],
    [['name', { oneOf: ['爸爸', '妈妈'] }], '李样本-爸爸/妈妈', 'decorated  → 李样本-爸爸/妈妈'],
    [['name', phone], '李样本13800000000', 'fine'],
    [['name', phone], '李样本138-0000-0000', 'fine'],
    [['name', phone], '李样本1380000000', 'wrong-part 手机 → 李样本-手机'],
    [['name', phone], '李样本-手机', 'wrong-part 手机 → 李样本-手机'],
    [['name', phone], '李样本', 'missing-part 手机 → 李样本-手机'],
    [[phone, 'name'], '13800000000李样本', 'fine'],
    [['name', { ...phone, optional: true }], '李样本', 'fine'],
    [['name', { free: '城市', made: 'letters', maxLength: 3 }], '李样本-重庆', 'fine'],
    [['name', { free: '城市', made: 'letters', maxLength: 3 }], '李样本-重庆1', 'wrong-part 城市 → 李样本-城市'],
    [['name', { free: '段', minLength: 2, maxLength: 3 }], '李样本-华', 'wrong-part 段 → 李样本-段'],
    [[{ part: 'title', optional: true }, 'name'], '李样本', 'fine'],
    [[{ part: 'title', optional: true }, 'name'], '科长李样本', 'fine'],
    [[{ part: 'title', optional: true }, 'name'], '处长李样本', 'decorated  → 科长-李样本'],
  ])('%j: 「%s」 is %s', (parts, shown, expected) => {
    expect(judged(parts, shown)).toBe(expected);
  });

  test.each<readonly [object, string, string]>([
    [{ bannedWords: ['代购'] }, '李样本代 购', 'banned-word 代购 → 李样本'],
    [{ bannedWords: ['代购'] }, '李样本', 'fine'],
    [{ spaces: 'forbidden' }, '李 样本', 'spaced  → 李样本'],
    [{ spaces: 'forbidden' }, ' 李样本 ', 'fine'],
  ])('%j: 「%s」 is %s', (over, shown, expected) => {
    expect(judged(['name'], shown, over)).toBe(expected);
  });

  test('stand in every order where the order is free', () => {
    const parts = ['title', 'name', { text: '示例实业' }];
    expect(judged(parts, '示例实业李样本科长', {}, { order: 'any' })).toBe('fine');
    expect(judged(parts, '示例实业李样本科长')).toBe('wrong-order  → 科长-李样本-示例实业');
  });

  test.each<readonly unknown[]>([
    [['title', { text: 'x' }]],
    [['name', { text: 'x', oneOf: ['y'] }]],
    [['name', { free: 'a' }, { free: 'b' }, { free: 'c' }]],
    [['name', { made: 'digits' }]],
  ])('%j is no format', (parts) => {
    expect(nickname.settings.safeParse({ formats: [{ who: { everyone: true }, parts }] }).success).toBe(false);
  });
});

describe('parts that are looked up', () => {
  const flat = aListEntry({ list: '业主', key: '1-2-301', name: '王示范' });
  const outsider = (format: object, shown: string, remarks: readonly string[] = [], known = true): string => {
    const member = anOutsider({ id: 'wm-1', nickname: shown });
    const [said] = nickname.judge(
      facts({
        members: [member],
        contacts: [aContact({ id: 'wm-1', remarks, tags: ['客户'], known })],
        identities: 'identity' in format ? { 'wm-1': { relation: 'member', entry: flat } } : {},
      }),
      nickname.settings.parse({ formats: [format] }),
    );
    return said ? (said.kind === 'unseen' ? said.reason : said.says) : 'fine';
  };

  test.each<readonly [object, string, readonly string[], string]>([
    [{ identity: 'member', parts: ['lineKey'] }, '1-2-301', [], 'fine'],
    [{ identity: 'member', parts: ['lineKey'] }, '1栋2单元301', [], 'fine'],
    [{ identity: 'member', parts: ['lineKey'] }, '1栋2单元302', [], 'wrong-part'],
    [{ identity: 'member', parts: ['lineKey', 'name'] }, '1-2-301 王示范', [], 'fine'],
    [{ identity: 'member', parts: ['remark'] }, '1-2-301', [], 'identity-unknown'],
    [{ contacts: {}, parts: ['remark'] }, 'A102', ['A102 王先生'], 'fine'],
    [{ contacts: {}, parts: ['remark'] }, 'A103', ['B7', 'A103'], 'fine'],
    [{ contacts: {}, parts: ['remark'] }, 'A104', ['A102 王先生'], 'wrong-part'],
    [{ contacts: {}, parts: ['remark'] }, 'A102', [], 'identity-unknown'],
    [{ contacts: { tag: '供应商' }, parts: ['remark'] }, 'x', ['A102'], 'fine'],
    [{ contacts: {}, parts: ['lineKey'] }, 'x', ['A102'], 'identity-unknown'],
  ])('%j: 「%s」 of somebody noted as %j is %s', (format, shown, remarks, expected) => {
    expect(outsider(format, shown, remarks)).toBe(expected);
  });

  test('whom nobody has added cannot be looked up', () => {
    expect(outsider({ contacts: {}, parts: ['remark'] }, 'A102', ['A102'], false)).toBe('no-contact-record');
  });

  test('a colleague has no line and no remark', () => {
    expect(judged(['lineKey'], '李样本')).toBe('identity-unknown');
  });

  test('a remark counts as a whole and by its beginning', () => {
    expect(remarkTexts('A102 王先生')).toEqual(['A102', 'A102 王先生']);
    expect(lineKeyTexts('3-501')).toEqual(['3-501', '3栋501室', '3栋501']);
    expect(lineKeyTexts('A-3-501')).toEqual(['A-3-501']);
  });
});

test('three parts stand in six orders', () => {
  const parts = ['a', 'b', 'c'].map((text) => ({ kind: 'word' as const, labels: [], written: [text] }));

  expect(ordersOf(parts).map((order) => order.map(({ written }) => written[0]).join(''))).toEqual([
    'abc',
    'acb',
    'bac',
    'bca',
    'cab',
    'cba',
  ]);
});

test('a name to paste that stands for nothing else is always accepted', () => {
  const spec: fc.Arbitrary<PartSpec> = fc.oneof(
    fc.constantFrom<PartSpec>('title', 'departmentAndOrTitle'),
    fc.constantFrom('老师', 'VIP', '示例').map((text) => ({ text }) as PartSpec),
    fc.constantFrom('电话').map((free) => ({ free, optional: true }) as PartSpec),
    fc.constant({ part: 'title', optional: true } as PartSpec),
  );
  fc.assert(
    fc.property(
      fc.array(spec, { maxLength: 2 }),
      fc.array(spec, { maxLength: 2 }),
      fc.constantFrom('given', 'any'),
      (before, after, order) => {
        const parts = [...before, 'name', ...after];
        const free = parts.filter((part) => typeof part === 'object' && 'free' in part).length;
        fc.pre(free <= 2);
        const paste = judged(parts, '谁也不是', {}, { order }).split(' → ')[1] ?? '';
        expect(judged(parts, paste, {}, { order })).toBe('fine');
      },
    ),
    { numRuns: 60 },
  );
});
