import { describe, expect, test } from 'vitest';
import { facts } from '../../test/builders/facts.ts';
import { aDepartment, aPerson } from '../../test/builders/person.ts';
import type { Kind } from '../policy/policy.ts';
import { indexed, matchLine } from './match-line.ts';
import { type ReadLine, readLine } from './read-line.ts';
import type { Cells } from './sheet/cells.ts';
import { columnsOf, EXPORTED, headingOf } from './sheet/columns.ts';
import { dayIn } from './sheet/day.ts';

const kind = (id: string, zh: string): Kind => ({
  id,
  name: { zh, en: id },
  reach: ['customer'],
  status: 'in-force',
  approvedBy: null,
  filedWith: null,
  adminsFrom: null,
  supervisedBy: null,
  narrows: null,
  managed: null,
});
const { directory } = facts({
  departments: [aDepartment({ id: 5, name: '营销策划部' })],
  persons: [
    aPerson({ name: '张示例', userid: 'zhang.shili' }),
    aPerson({ name: '李样本', userid: 'li.one' }),
    aPerson({ name: '李样本', userid: 'li.two' }),
  ],
});
const lexicon = {
  directory,
  kinds: [
    kind('marketing', '项目营销微信平台'),
    kind('executive', '集团高管工作群'),
    kind('headquarters', '集团工作群'),
  ],
};
const department = '营销策划部';
const read = (cells: Cells) => readLine({ name: '示范群', ...cells }, lexicon);
const line = (cells: Cells): ReadLine => {
  const one = read(cells);
  if ('wrong' in one) throw new TypeError(one.wrong.map(({ zh }) => zh).join());
  return one;
};

describe('headings', () => {
  test.each([
    ['群名称（必填）*', 'name'],
    [' 群 主 ', 'owner'],
    ['所属部门', 'department'],
    ['批准文号', 'approvalNumber'],
    ['有效期至', 'endsOn'],
    ['Chat ID', 'chatId'],
    ['序号', null],
  ])('「%s」 means %s', (heading, column) => expect(columnsOf([heading])).toEqual([column]));

  test.each([
    ['群名（必填，和微信里写的一样，一行一个）', 'name'],
    [`群名${'（必填）'.repeat(20)}`, null],
    ['('.repeat(2_000), null],
  ] as const)('「%s」 means %s: what is longer than forty signs is no heading', (heading, column) =>
    expect(columnsOf([heading])).toEqual([column]),
  );

  test('the first of two alike counts', () => expect(columnsOf(['群名', '名称'])).toEqual(['name', null]));

  test('each that we write is read as itself', () => expect(columnsOf(EXPORTED.map(headingOf))).toEqual(EXPORTED));
});

describe('a day', () => {
  test.each([
    ['2026-09-01', '2026-09-01'],
    ['2026/9/1', '2026-09-01'],
    ['2026.9.1', '2026-09-01'],
    ['２０２６年９月１日', '2026-09-01'],
    ['20260901', '2026-09-01'],
    ['46266', '2026-09-01'],
    ['2026-09-01 00:00:00', '2026-09-01'],
    ['2026-02-30', null],
    ['去年', null],
    ['1', null],
  ])('「%s」 is %s', (text, day) => expect(dayIn(text)).toBe(day));
});

describe('a line', () => {
  test('says only what is written', () => {
    expect(line({})).toEqual({
      name: '示范群',
      chatId: null,
      reach: null,
      owner: '',
      said: { kind: null, department: null, purpose: null, approval: null, filing: null, endsOn: null, admins: [] },
    });
  });

  test.each<readonly [string, Cells, object]>([
    ['a kind by its name', { kind: '集团高管工作群' }, { kind: 'executive' }],
    ['a kind by part of its name', { kind: '高管' }, { kind: 'executive' }],
    ['a kind by its id', { kind: 'marketing' }, { kind: 'marketing' }],
    ['a department', { department }, { department }],
    [
      'an old approval with its scan',
      { approvedBy: '总裁', approvalNumber: '〔2019〕3号', approvalDate: '2019/3/1', scan: 'A-17' },
      { approval: { by: '总裁', number: '〔2019〕3号', date: '2019-03-01', scan: 'A-17' } },
    ],
    [
      'a filing without number',
      { filedWith: '行政人事部' },
      { filing: { by: '行政人事部', number: '', date: '', scan: null } },
    ],
    [
      'admins by name and by account',
      { admins: '张示例、李样本(li.two)', appointedBy: '总裁办', appointedOn: '2026-09-01' },
      {
        admins: [
          { userid: 'zhang.shili', appointedBy: '总裁办', since: '2026-09-01', until: null },
          { userid: 'li.two', appointedBy: '总裁办', since: '2026-09-01', until: null },
        ],
      },
    ],
    [
      'admins as we export them',
      { admins: '张示例(zhang.shili)[总裁办、人事|2026-09-01|2026-12-31]' },
      { admins: [{ userid: 'zhang.shili', appointedBy: '总裁办、人事', since: '2026-09-01', until: '2026-12-31' }] },
    ],
  ])('knows %s', (_name, cells, said) => expect(line(cells).said).toMatchObject(said));

  test.each<readonly [string, Cells, string]>([
    ['no name', { name: ' ' }, '没有写群名'],
    ['an endless name', { name: '群'.repeat(65) }, '超过 64 个字'],
    ['a reach of nobody', { reach: '钉钉群' }, '群形态「钉钉群」不认识'],
    [
      'a kind of nobody',
      { kind: '吃饭群' },
      '没有群类型「吃饭群」，可写：项目营销微信平台、集团高管工作群、集团工作群',
    ],
    ['a kind that could be two', { kind: '集团' }, '没有群类型「集团」'],
    ['a department of nobody', { department: '梦想部' }, '没有部门「梦想部」'],
    ['an owner of nobody', { owner: '王无人' }, '找不到「王无人」'],
    ['an owner of two', { owner: '李样本' }, '有 2 位「李样本」'],
    ['an account of nobody', { owner: '张示例(zhang.wu)' }, '找不到「张示例(zhang.wu)」'],
    ['no day', { endsOn: '年底' }, '「到期日」写的「年底」不是日期'],
    ['a number without who approved', { approvalNumber: '3号' }, '没有写「审批人」'],
  ])('with %s is returned', (_name, cells, why) => {
    const one = read(cells);
    const said = 'wrong' in one ? one.wrong.map(({ zh }) => zh).join('；') : 'taken';
    expect(said).toContain(why);
  });

  test('says everything that is wrong at once', () => {
    const one = read({ owner: '王无人', endsOn: '年底', department: '梦想部' });
    expect('wrong' in one && one.wrong).toHaveLength(3);
  });
});

describe('the group that a line means', () => {
  const customer = { chatId: 'wr1', name: '示范群', owner: 'zhang.shili', reach: 'customer' } as const;
  const twin = { ...customer, chatId: 'wr2', owner: 'li.one' };
  const wechat = { ...customer, chatId: 'reg-1', reach: 'outside' } as const;

  test.each<readonly [string, Cells, readonly (typeof customer | typeof wechat | typeof twin)[], object]>([
    ['by name', { name: ' 示范 群' }, [customer], { as: 'known', group: customer }],
    ['by id', { name: '', chatId: 'wr2' }, [customer, twin], { as: 'known', group: twin }],
    ['of two by owner', { owner: 'li.one' }, [customer, twin], { as: 'known', group: twin }],
    ['of two by reach', { reach: '微信群' }, [customer, wechat], { as: 'known', group: wechat }],
    ['another reach is another group', { reach: '微信群' }, [customer], { as: 'new', reach: 'outside' }],
    ['nobody has heard of', { reach: '内部群' }, [], { as: 'new', reach: 'internal' }],
  ])('%s', (_name, cells, groups, expected) => expect(matchLine(line(cells), indexed(groups))).toEqual(expected));

  test.each<readonly [string, Cells, readonly (typeof customer | typeof twin)[], RegExp]>([
    ['could be two', {}, [customer, twin], /有 2 个同名的群/],
    ['has another owner at WeCom', { owner: 'li.two(li.two)' }, [customer], /群主是「zhang.shili」/],
    ['lives nobody knows where', {}, [], /请在「群形态」写明/],
    ['has an id of nobody', { chatId: 'wr9' }, [customer], /没有群ID为「wr9」/],
  ])('that %s is returned', (_name, cells, groups, why) => {
    expect(matchLine(line(cells), indexed(groups))).toMatchObject({
      as: 'wrong',
      reason: { zh: expect.stringMatching(why) },
    });
  });
});
