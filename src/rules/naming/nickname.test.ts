import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts, thursdayMs } from '../../../test/builders/facts.ts';
import { anOutsider, memberOf } from '../../../test/builders/group.ts';
import { aContact, aDepartment, aListEntry, aPerson } from '../../../test/builders/person.ts';
import type { Person } from '../../events/person.ts';
import { nickname } from './nickname.ts';
import { NicknameSettings } from './nickname-settings.ts';

const day = 86_400_000;
const departments = [
  aDepartment({ id: 1, name: '示范实业集团', parent: 0 }),
  aDepartment({
    id: 2,
    name: '行政人事部',
    alsoKnownAs: [
      { name: '行政部', untilMs: null },
      { name: '人事', untilMs: null },
    ],
  }),
  aDepartment({
    id: 3,
    name: '营销中心',
    alsoKnownAs: [
      { name: '营销策划部', untilMs: thursdayMs + 29 * day },
      { name: '策划', untilMs: thursdayMs + 29 * day },
      { name: '市场部', untilMs: thursdayMs - day },
    ],
  }),
  aDepartment({ id: 4, name: '财务部' }),
  aDepartment({ id: 5, name: '重庆项目公司' }),
  aDepartment({ id: 6, name: '工程部', parent: 5 }),
  aDepartment({ id: 7, name: '信息技术与数字化转型推进办公室', alsoKnownAs: [{ name: '数字办', untilMs: null }] }),
  aDepartment({ id: 8, name: '新业务孵化与战略投资管理委员会办公室' }),
  aDepartment({ id: 9, name: 'IT部' }),
];

const hire = (name: string, main: number, over: Partial<Person> = {}): [string, Person] => [
  name,
  aPerson({ name, departments: [main], mainDepartment: main, ...over }),
];

const people = new Map([
  hire('张示例', 2),
  hire('李样本', 3),
  hire('欧阳试用', 2),
  hire('司马示范', 4),
  hire('阿依·样本', 2),
  hire('阿卜杜热依木·示范·买买提', 4),
  hire('赵试用', 3, { relation: 'intern' }),
  hire('周两处', 4, { departments: [4, 3] }),
  hire('吴工程', 6),
  hire('郑数字', 7),
  hire('陈孵化', 8),
  hire('Alice Wang', 9),
  hire('钱销售（示例人力）', 3, { relation: 'outsourced' }),
  hire('示例人力-冯外包', 3, { relation: 'outsourced' }),
  hire('孙实习(实习)', 4),
  hire('张伟2', 4),
  hire('张伟', 4),
  hire('王示范', 1, { position: '总裁' }),
  hire('蒋经理', 3, { position: '营销经理', alias: 'Johnny' }),
  hire('乾样本', 4),
  hire('某示例', 4),
]);

const personNamed = (name: string): Person => {
  const person = people.get(name);
  if (!person) throw new RangeError(name);
  return person;
};

/** What the rule says: `fine`, or the cause and the name to paste. */
function verdict(person: Person, nick: string, settings: NicknameSettings, shownName = person.name): string {
  const members = [memberOf(person, { nickname: nick, shownName })];
  const [said, ...more] = nickname.judge(facts({ persons: [...people.values()], departments, members }), settings);
  expect(more).toEqual([]);
  if (!said) return 'fine';
  return said.kind === 'unseen' ? `unseen ${said.reason}` : `${said.says} → ${said.detail.paste}`;
}

const everyone = { everyone: true } as const;
const settings = (over: unknown): NicknameSettings => NicknameSettings.parse(over);

const formatA = settings({
  formats: [
    { who: { title: ['总裁', '副总裁'] }, parts: ['name'] },
    { who: { relation: 'outsourced' }, parts: ['department', 'name'], also: [['name']], mayAdd: ['示例人力'] },
    { who: everyone, parts: ['department', 'name'] },
  ],
  maxLength: 16,
});

describe('部门+姓名 (A 第七条)', () => {
  const table: readonly (readonly [string, string, string])[] = [
    // Every separator, and none
    ['张示例', '行政人事部-张示例', 'fine'],
    ['张示例', '行政人事部张示例', 'fine'],
    ['张示例', '行政人事部 张示例', 'fine'],
    ['张示例', '行政人事部　张示例', 'fine'],
    ['张示例', '行政人事部－张示例', 'fine'],
    ['张示例', '行政人事部—张示例', 'fine'],
    ['张示例', '行政人事部——张示例', 'fine'],
    ['张示例', '行政人事部–张示例', 'fine'],
    ['张示例', '行政人事部_张示例', 'fine'],
    ['张示例', '行政人事部＿张示例', 'fine'],
    ['张示例', '行政人事部·张示例', 'fine'],
    ['张示例', '行政人事部•张示例', 'fine'],
    ['张示例', '行政人事部・张示例', 'fine'],
    ['张示例', '行政人事部/张示例', 'fine'],
    ['张示例', '行政人事部／张示例', 'fine'],
    ['张示例', '行政人事部|张示例', 'fine'],
    ['张示例', '行政人事部｜张示例', 'fine'],
    ['张示例', '行政人事部丨张示例', 'fine'],
    ['张示例', '行政人事部~张示例', 'fine'],
    ['张示例', '行政人事部～张示例', 'fine'],
    ['张示例', '行政人事部.张示例', 'fine'],
    ['张示例', '行政人事部、张示例', 'fine'],
    ['张示例', '行政人事部：张示例', 'fine'],
    ['张示例', '行政人事部+张示例', 'fine'],
    ['张示例', '行政人事部（张示例）', 'fine'],
    ['张示例', '【行政人事部】张示例', 'fine'],
    ['张示例', '「行政人事部」 张示例', 'fine'],
    ['张示例', '行政人事部 - 张示例', 'fine'],
    ['张示例', ' 行政人事部-张示例 ', 'fine'],
    ['张示例', '行政人事部─张示例', 'fine'],
    ['张示例', '行政人事部−张示例', 'fine'],
    ['张示例', '行政人事部ー张示例', 'fine'],
    ['张示例', '行政人事部‧张示例', 'fine'],
    ['张示例', '行政人事部\u200b-张\u200d示例', 'fine'],
    ['张示例', '行政人事部\u00a0张示例\ufeff', 'fine'],
    ['张示例', '行政人事部-张\u{e0100}示例', 'fine'],
    ['张示例', '行政人事部\t张示例\n', 'fine'],
    // Widths and characters
    ['张示例', '行政人事部-張示例', 'fine'],
    ['欧阳试用', '行政人事部-歐陽試用', 'fine'],
    ['李样本', '營銷中心-李樣本', 'fine'],
    ['李样本', '營銷策劃部-李樣本', 'fine'],
    ['乾样本', '財務部-乾樣本', 'fine'],
    ['张示例', '⾏政⼈事部-张示例', 'fine'],
    ['Alice Wang', 'IT部-Alice Wang', 'fine'],
    ['Alice Wang', 'ＩＴ部－Ａｌｉｃｅ　Ｗａｎｇ', 'fine'],
    ['Alice Wang', 'it部 alice wang', 'fine'],
    ['Alice Wang', 'IT部-AliceWang', 'fine'],
    ['Alice Wang', 'IT部-Wang Alice', 'fine'],
    ['Alice Wang', 'IT部-Alice', 'wrong-name → IT部-Alice Wang'],
    ['Alice Wang', 'Alice Wang', 'missing-department → IT部-Alice Wang'],
    // Short and former names of a department
    ['张示例', '行政部-张示例', 'fine'],
    ['张示例', '人事张示例', 'fine'],
    ['李样本', '营销中心-李样本', 'fine'],
    ['李样本', '营销策划部-李样本', 'fine'],
    ['李样本', '策划-李样本', 'fine'],
    ['李样本', '市场部-李样本', 'wrong-department → 营销中心-李样本'],
    ['李样本', '营销部-李样本', 'wrong-department → 营销中心-李样本'],
    // Surnames of two characters
    ['欧阳试用', '行政人事部-欧阳试用', 'fine'],
    ['欧阳试用', '行政人事部欧阳试用', 'fine'],
    ['欧阳试用', '行政人事部-欧阳 试用', 'fine'],
    ['欧阳试用', '行政人事部-欧阳', 'wrong-name → 行政人事部-欧阳试用'],
    ['欧阳试用', '行政人事部-试用', 'wrong-name → 行政人事部-欧阳试用'],
    ['欧阳试用', '行政人事部-欧阳某某', 'masked → 行政人事部-欧阳试用'],
    ['司马示范', '财务部-司马示范', 'fine'],
    ['司马示范', '财务部-司马某', 'masked → 财务部-司马示范'],
    ['司马示范', '司马示范', 'missing-department → 财务部-司马示范'],
    // Names with a dot
    ['阿依·样本', '行政人事部-阿依·样本', 'fine'],
    ['阿依·样本', '行政人事部-阿依•样本', 'fine'],
    ['阿依·样本', '行政人事部-阿依・样本', 'fine'],
    ['阿依·样本', '行政人事部-阿依･样本', 'fine'],
    ['阿依·样本', '行政人事部-阿依．样本', 'fine'],
    ['阿依·样本', '行政人事部-阿依.样本', 'fine'],
    ['阿依·样本', '行政人事部-阿依‧样本', 'fine'],
    ['阿依·样本', '行政人事部-阿依样本', 'fine'],
    ['阿依·样本', '行政人事部·阿依·样本', 'fine'],
    ['阿依·样本', '行政人事部-阿依', 'wrong-name → 行政人事部-阿依·样本'],
    ['阿依·样本', '阿依·样本', 'missing-department → 行政人事部-阿依·样本'],
    ['阿卜杜热依木·示范·买买提', '财务部-阿卜杜热依木示范买买提', 'fine'],
    ['阿卜杜热依木·示范·买买提', '财务部 阿卜杜热依木・示范・买买提', 'fine'],
    ['阿卜杜热依木·示范·买买提', '小木', 'other → 财务-阿卜杜热依木·示范·买买提'],
    // Masked, as the policy's own example is
    ['张示例', '行政人事部-张某某', 'masked → 行政人事部-张示例'],
    ['张示例', '行政人事部-张某', 'masked → 行政人事部-张示例'],
    ['张示例', '行政人事部-张**', 'masked → 行政人事部-张示例'],
    ['张示例', '行政人事部-张＊＊', 'masked → 行政人事部-张示例'],
    ['张示例', '行政人事部-张XX', 'masked → 行政人事部-张示例'],
    ['张示例', '行政人事部-张××', 'masked → 行政人事部-张示例'],
    ['张示例', '行政人事部-张〇〇', 'masked → 行政人事部-张示例'],
    ['张示例', '行政人事部-张*例', 'masked → 行政人事部-张示例'],
    ['张示例', '行政人事部-张__', 'masked → 行政人事部-张示例'],
    ['张示例', '部门-某某', 'masked → 行政人事部-张示例'],
    ['某示例', '财务部-某示例', 'fine'],
    ['某示例', '某示例', 'missing-department → 财务部-某示例'],
    // The department is missing or another
    ['张示例', '张示例', 'missing-department → 行政人事部-张示例'],
    ['张示例', '张示例🌟', 'missing-department → 行政人事部-张示例'],
    ['张示例', '小张示例', 'missing-department → 行政人事部-张示例'],
    ['张示例', '張示例', 'missing-department → 行政人事部-张示例'],
    ['张示例', '财务部-张示例', 'wrong-department → 行政人事部-张示例'],
    ['张示例', '张示例-财务部', 'wrong-department → 行政人事部-张示例'],
    ['张示例', '营销策划部张示例', 'wrong-department → 行政人事部-张示例'],
    ['张示例', '保卫科-张示例', 'wrong-department → 行政人事部-张示例'],
    ['张示例', '示范实业集团-张示例', 'wrong-department → 行政人事部-张示例'],
    ['赵试用', '实习生赵试用', 'missing-department → 营销中心-赵试用'],
    // The name is missing or another
    ['张示例', '行政人事部', 'missing-name → 行政人事部-张示例'],
    ['张示例', '行政部', 'missing-name → 行政人事部-张示例'],
    ['张示例', '行政人事部-小张', 'wrong-name → 行政人事部-张示例'],
    ['张示例', '行政人事部-张示', 'wrong-name → 行政人事部-张示例'],
    ['张示例', '行政人事部-李样本', 'wrong-name → 行政人事部-张示例'],
    ['张示例', '行政人事部-Sunny', 'wrong-name → 行政人事部-张示例'],
    ['张示例', '人事小张', 'wrong-name → 行政人事部-张示例'],
    // Order and decoration
    ['张示例', '张示例-行政人事部', 'wrong-order → 行政人事部-张示例'],
    ['张示例', '张示例（行政人事部）', 'wrong-order → 行政人事部-张示例'],
    ['张示例', '张示例人事', 'wrong-order → 行政人事部-张示例'],
    ['张示例', '🌟行政人事部-张示例🌟', 'decorated → 行政人事部-张示例'],
    ['张示例', '★行政人事部-张示例★', 'decorated → 行政人事部-张示例'],
    ['张示例', '行政人事部❤张示例', 'decorated → 行政人事部-张示例'],
    ['张示例', '行政人事部👨‍👩‍👧张示例', 'decorated → 行政人事部-张示例'],
    ['张示例', '行政人事部-张示例 138****0000', 'decorated → 行政人事部-张示例'],
    ['张示例', '行政人事部经理-张示例', 'decorated → 行政人事部-张示例'],
    ['张示例', '行政人事部-张示例（外出）', 'decorated → 行政人事部-张示例'],
    ['张示例', 'A行政人事部-张示例', 'decorated → 行政人事部-张示例'],
    ['张示例', '行政人事部-张示例2', 'decorated → 行政人事部-张示例'],
    ['张示例', '行政人事部-张示例！', 'decorated → 行政人事部-张示例'],
    ['张示例', '\u202e行政人事部-张示例', 'decorated → 行政人事部-张示例'],
    // Nothing of it is known
    ['张示例', '小太阳', 'other → 行政人事部-张示例'],
    ['赵试用', '小太阳', 'other → 营销中心-赵试用'],
    ['张示例', '🌞🌞🌞', 'other → 行政人事部-张示例'],
    ['张示例', '---', 'other → 行政人事部-张示例'],
    ['张示例', 'zhangshili', 'other → 行政人事部-张示例'],
    ['张示例', '李样本', 'other → 行政人事部-张示例'],
    ['张示例', '138****0000', 'other → 行政人事部-张示例'],
    ['张示例', '平安是福', 'other → 行政人事部-张示例'],
    // Two departments: either is fine, the main one is pasted
    ['周两处', '财务部-周两处', 'fine'],
    ['周两处', '营销中心-周两处', 'fine'],
    ['周两处', '营销策划部-周两处', 'fine'],
    ['周两处', '行政部-周两处', 'wrong-department → 财务部-周两处'],
    ['周两处', '周两处', 'missing-department → 财务部-周两处'],
    ['吴工程', '工程部-吴工程', 'fine'],
    ['吴工程', '重庆项目公司-吴工程', 'wrong-department → 工程部-吴工程'],
    // Too long to paste: the short name, then a cut one; a name is never cut
    ['郑数字', '数字办-郑数字', 'fine'],
    ['郑数字', '信息技术与数字化转型推进办公室-郑数字', 'fine'],
    ['郑数字', '郑数字', 'missing-department → 数字办-郑数字'],
    ['陈孵化', '陈孵化', 'missing-department → 新业务孵化与战略投资管理-陈孵化'],
    ['陈孵化', '新业务孵化与战略投资管理-陈孵化', 'fine'],
    ['陈孵化', '新业务孵化与战略投资管理委员会办公室陈孵化', 'fine'],
    ['陈孵化', '新业务孵化-陈孵化', 'wrong-department → 新业务孵化与战略投资管理-陈孵化'],
    // Outsourced staff with their company in the name
    ['钱销售（示例人力）', '示例人力-钱销售', 'fine'],
    ['钱销售（示例人力）', '钱销售（示例人力）', 'fine'],
    ['钱销售（示例人力）', '营销中心-钱销售', 'fine'],
    ['钱销售（示例人力）', '营销中心-钱销售-示例人力', 'fine'],
    ['钱销售（示例人力）', '示例人力 营销中心 钱销售', 'fine'],
    ['钱销售（示例人力）', '钱销售', 'fine'],
    ['钱销售（示例人力）', '样本外包-钱销售', 'missing-department → 营销中心-钱销售'],
    ['示例人力-冯外包', '营销中心-冯外包', 'fine'],
    ['示例人力-冯外包', '示例人力-冯外包', 'fine'],
    ['示例人力-冯外包', '小冯', 'other → 营销中心-冯外包'],
    ['张示例', '示例人力-张示例', 'missing-department → 行政人事部-张示例'],
    // A remark in the directory
    ['孙实习(实习)', '财务部-孙实习', 'fine'],
    ['孙实习(实习)', '财务部-孙实习（实习）', 'fine'],
    ['孙实习(实习)', '孙实习', 'missing-department → 财务部-孙实习'],
    // Two of a name
    ['张伟', '财务部-张伟', 'fine'],
    ['张伟', '财务部-张伟1', 'fine'],
    ['张伟', '财务部-张伟A', 'fine'],
    ['张伟', '财务部-张伟（财务）', 'fine'],
    ['张伟', '财务部-张伟123', 'decorated → 财务部-张伟'],
    ['张伟2', '财务部-张伟2', 'fine'],
    ['张伟2', '财务部-张伟', 'fine'],
    ['张伟2', '财务部-张伟２', 'fine'],
    ['张伟2', '张伟', 'missing-department → 财务部-张伟2'],
    // Leaders write the name alone
    ['王示范', '王示范', 'fine'],
    ['王示范', '王 示范', 'fine'],
    ['王示范', '总裁办-王示范', 'decorated → 王示范'],
    ['王示范', '王总', 'other → 王示范'],
    ['王示范', '王某某', 'masked → 王示范'],
    // An empty nickname shows the contact name
    ['张示例', '', 'missing-department → 行政人事部-张示例'],
    ['张示例', '  ', 'missing-department → 行政人事部-张示例'],
    ['王示范', '', 'fine'],
    ['钱销售（示例人力）', '', 'fine'],
  ];

  test('the table holds 150 names and more', () => {
    expect(new Set(table.map((row) => row.join())).size).toBeGreaterThanOrEqual(150);
  });

  test.each(table)('%s 「%s」 is %s', (who, nick, expected) => {
    expect(verdict(personNamed(who), nick, formatA)).toBe(expected);
  });
});

describe('other formats', () => {
  const plain = { who: everyone, parts: ['name'] };
  const table: readonly (readonly [string, unknown, string, string, string])[] = [
    ['姓名', { formats: [plain] }, '李样本', '李样本', 'fine'],
    ['姓名', { formats: [plain] }, '李样本', '营销中心-李样本', 'decorated → 李样本'],
    ['姓名, only one 张示例', { formats: [plain] }, '张示例', '张示例2', 'decorated → 张示例'],
    ['姓名, two 张伟', { formats: [plain] }, '张伟', '张伟财务', 'fine'],
    ['no numbers', { formats: [plain], duplicateSuffix: 'not-allowed' }, '张伟', '张伟1', 'decorated → 张伟'],
    ['alias counts', { formats: [plain], names: ['name', 'alias'] }, '蒋经理', 'johnny', 'fine'],
    ['alias does not', { formats: [plain] }, '蒋经理', 'Johnny', 'other → 蒋经理'],
    ['no alias known', { formats: [plain], names: ['alias', 'name'] }, '李样本', '李样本', 'fine'],
    ['职务+姓名', { formats: [{ who: everyone, parts: ['title', 'name'] }] }, '蒋经理', '营销经理—蒋经理', 'fine'],
    [
      '职务+姓名',
      { formats: [{ who: everyone, parts: ['title', 'name'] }] },
      '蒋经理',
      '蒋经理',
      'missing-post → 营销经理-蒋经理',
    ],
    ['职务+姓名, no title', { formats: [{ who: everyone, parts: ['title', 'name'] }] }, '李样本', '李样本', 'fine'],
    [
      '姓名+部门',
      { formats: [{ who: everyone, parts: ['name', 'department'] }], separator: '' },
      '李样本',
      '营销中心李样本',
      'wrong-order → 李样本营销中心',
    ],
    [
      'main only',
      { formats: [{ who: everyone, parts: ['department', 'name'] }], departments: 'main' },
      '周两处',
      '营销中心周两处',
      'wrong-department → 财务部-周两处',
    ],
    [
      'path',
      { formats: [{ who: everyone, parts: ['department', 'name'] }], departments: 'path' },
      '吴工程',
      '重庆项目公司-吴工程',
      'fine',
    ],
    [
      'path',
      { formats: [{ who: everyone, parts: ['department', 'name'] }], departments: 'path' },
      '吴工程',
      '重庆项目公司工程部-吴工程',
      'fine',
    ],
    [
      'path',
      { formats: [{ who: everyone, parts: ['department', 'name'] }], departments: 'path' },
      '吴工程',
      '工程部吴工程',
      'fine',
    ],
    [
      'path',
      { formats: [{ who: everyone, parts: ['department', 'name'] }], departments: 'path' },
      '吴工程',
      '财务部吴工程',
      'wrong-department → 工程部-吴工程',
    ],
    [
      'own company',
      { formats: [{ who: everyone, parts: ['company', 'department', 'name'] }], ownCompany: ['示范实业集团', '示范'] },
      '李样本',
      '示范营销中心李样本',
      'fine',
    ],
    [
      'own company',
      { formats: [{ who: everyone, parts: ['company', 'department', 'name'] }], ownCompany: ['示范实业集团', '示范'] },
      '李样本',
      '营销中心李样本',
      'missing-company → 示范实业集团-营销中心-李样本',
    ],
    [
      'own company unset',
      { formats: [{ who: everyone, parts: ['company', 'name'] }] },
      '李样本',
      '李样本',
      'unseen unset',
    ],
    [
      'a long name fills the length',
      { formats: [{ who: everyone, parts: ['department', 'name'] }], maxLength: 12 },
      '阿卜杜热依木·示范·买买提',
      '木木',
      'other → 阿卜杜热依木·示范·买买提',
    ],
    ['nobody’s format', { formats: [{ who: { title: '总裁' }, parts: ['name'] }] }, '李样本', '小太阳', 'fine'],
  ];

  test.each(table)('%s %j: %s 「%s」 is %s', (_name, given, who, nick, expected) => {
    expect(verdict(personNamed(who), nick, settings(given))).toBe(expected);
  });
});

describe('公司+部门职位+姓名 (C 三2)', () => {
  const formatC = settings({
    formats: [{ identity: 'member', parts: ['company', 'departmentAndOrTitle', 'name'] }],
    separator: '',
    maxLength: 16,
  });
  const entry = aListEntry({
    companies: ['安徽示例商会', '示例商会', '商会'],
    department: '金融服务部',
    title: '部长',
    name: '张三样',
  });
  const poor = aListEntry({ companies: ['样本科技'], department: '', title: '', name: '司马示范' });
  const said = (nick: string, line = entry): string => {
    const member = anOutsider({ nickname: nick, shownName: '小太阳' });
    const identities = { [member.id]: { relation: 'member', entry: line } as const };
    const [first] = nickname.judge(
      facts({ members: [member], identities, contacts: [aContact({ id: member.id })] }),
      formatC,
    );
    if (!first) return 'fine';
    return first.kind === 'unseen' ? `unseen ${first.reason}` : `${first.says} → ${first.detail.paste}`;
  };

  test.each([
    ['安徽示例商会金融服务部张三样', 'fine'],
    ['安徽示例商会金融服务部部长张三样', 'fine'],
    ['安徽示例商会部长张三样', 'fine'],
    ['示例商会-金融服务部-张三样', 'fine'],
    ['商会 部长 张三样', 'fine'],
    ['商会部长金融服务部张三样', 'fine'],
    ['安徽示例商會金融服務部張三樣', 'fine'],
    ['安徽示例商会张三样', 'missing-post → 安徽示例商会金融服务部部长张三样'],
    ['金融服务部张三样', 'missing-company → 安徽示例商会金融服务部部长张三样'],
    ['样本科技金融服务部张三样', 'wrong-company → 安徽示例商会金融服务部部长张三样'],
    ['安徽示例商会采购部张三样', 'wrong-post → 安徽示例商会金融服务部部长张三样'],
    ['张三样', 'missing-company → 安徽示例商会金融服务部部长张三样'],
    ['安徽示例商会金融服务部', 'missing-name → 安徽示例商会金融服务部部长张三样'],
    ['张三样 安徽示例商会金融服务部', 'wrong-order → 安徽示例商会金融服务部部长张三样'],
    ['安徽示例商会金融服务部张三样🎉', 'decorated → 安徽示例商会金融服务部部长张三样'],
    ['安徽示例商会金融服务部张某某', 'masked → 安徽示例商会金融服务部部长张三样'],
    ['', 'other → 安徽示例商会金融服务部部长张三样'],
  ])('「%s」 is %s', (nick, expected) => {
    expect(said(nick)).toBe(expected);
  });

  test.each([
    ['样本科技司马示范', 'fine'],
    ['司马示范', 'missing-company → 样本科技司马示范'],
  ])('a line without department and title: 「%s」 is %s', (nick, expected) => {
    expect(said(nick, poor)).toBe(expected);
  });
});

describe('who is not judged', () => {
  const li = personNamed('李样本');
  const judged = (over: Parameters<typeof facts>[0]) => nickname.judge(facts({ departments, ...over }), formatA);

  test('somebody who has left or is locked out', () => {
    const gone = aPerson({ status: 'left', userid: null, departments: [3] });
    const locked = aPerson({ status: 'disabled', departments: [3] });

    expect(
      judged({
        persons: [gone, locked],
        members: [memberOf(gone, { nickname: 'x' }), memberOf(locked, { nickname: 'x' })],
      }),
    ).toEqual([]);
  });

  test('a colleague whom the directory has not named is not checkable', () => {
    expect(judged({ members: [memberOf(li, { nickname: 'x' })] })).toMatchObject([{ reason: 'never-fetched' }]);
  });

  test('somebody whose departments the directory does not show is not checkable', () => {
    const lost = aPerson({ departments: [77], mainDepartment: 77 });

    expect(judged({ persons: [lost], members: [memberOf(lost, { nickname: 'x' })] })).toMatchObject([
      { reason: 'data-gap' },
    ]);
  });

  test('a nickname that WeCom does not show is not checkable', () => {
    expect(judged({ persons: [li], members: [memberOf(li, { nickname: null })] })).toMatchObject([
      { reason: 'no-nickname-api' },
    ]);
  });

  test('an external person of whom nothing is known, where members of an association have a format', () => {
    const members = [anOutsider({ id: 'WmA' }), anOutsider({ id: 'wmB' }), anOutsider({ id: 'wmC' })];
    const contacts = [aContact({ id: 'WmA' }), aContact({ id: 'wmB', known: false })];
    const formats = settings({ formats: [{ identity: 'member', parts: ['name'] }] });

    expect(nickname.judge(facts({ members, contacts }), formats)).toMatchObject([
      { reason: 'identity-unknown' },
      { reason: 'no-contact-record' },
      { reason: 'no-contact-record' },
    ]);
  });
});

describe('whatever the nickname is', () => {
  const li = personNamed('李样本');
  const detailOf = (nick: string) => {
    const [said] = nickname.judge(
      facts({ persons: [li], departments, members: [memberOf(li, { nickname: nick })] }),
      formatA,
    );
    return said && said.kind !== 'unseen' ? said.detail : {};
  };

  test.each([
    ['<a href="https://evil.invalid">李样本</a>', '＜a href="https://evil.invalid"＞李样本＜/a＞'],
    ['=HYPERLINK("x")', '＝HYPERLINK("x")'],
    ['{paste}', '｛paste｝'],
    ['\u202e本样李\u0007\u0000', '本样李'],
    ['小\n太\r阳', '小 太 阳'],
    ['\ud800小太阳', '小太阳'],
    ['太'.repeat(10_000), `${'太'.repeat(39)}…`],
    ['\u200b\u200b', '—'],
    ['🌞', '🌞'],
  ])('%j is shown as %s', (nick, now) => {
    expect(detailOf(nick).now).toBe(now);
  });

  test('a nickname of 10 kB that begins well does not pass', () => {
    expect(verdict(li, `营销中心-李样本${' '.repeat(10_000)}坏`, formatA)).toBe('decorated → 营销中心-李样本');
  });

  test('it is judged, and what is shown of it is harmless and short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (nick) => {
        const { now = '' } = detailOf(nick);

        expect([...now].length).toBeLessThanOrEqual(40);
        expect(now).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>{}]|^[=+@-]/u);
      }),
    );
  });

  test('whatever names the directory holds, the name to paste is accepted, and fits where the name itself fits', () => {
    const word = fc.string({
      unit: fc.constantFrom(...'张示例李样本欧阳試用部中心·- (（）A1é🌞<'),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(word, word, word, fc.integer({ min: 4, max: 24 }), (name, department, short, maxLength) => {
        const someone = aPerson({ name, departments: [5], mainDepartment: 5 });
        const unit = aDepartment({ id: 5, name: department, alsoKnownAs: [{ name: short, untilMs: null }] });
        const given = settings({ formats: [{ who: everyone, parts: ['department', 'name'] }], maxLength });
        const judge = (nick: string) =>
          nickname.judge(
            facts({ persons: [someone], departments: [unit], members: [memberOf(someone, { nickname: nick })] }),
            given,
          );
        const [said] = judge('小太阳');
        if (said?.kind !== 'breach') return;

        const { paste = '' } = said.detail;
        expect(judge(paste)).toEqual([]);
        expect([...paste].length).toBeLessThanOrEqual(Math.max(maxLength, [...name].length));
      }),
    );
  });
});

test.each<[string, Partial<Person>, string]>([
  ['whose format hangs on it is not checkable', {}, 'unseen relation-unknown'],
  ['whose format comes before it is judged', { position: '总裁' }, 'other → 何身份'],
])('somebody of unknown relation %s', (_, over, expected) => {
  const stranger = aPerson({ name: '何身份', relation: 'unknown', departments: [4], mainDepartment: 4, ...over });
  const settings = NicknameSettings.parse({
    formats: [
      { who: { title: '总裁' }, parts: ['name'] },
      { who: { not: { relation: ['outsourced', 'advisor'] } }, parts: ['department', 'name'] },
      { who: { everyone: true }, parts: ['name'] },
    ],
  });
  const members = [memberOf(stranger, { nickname: '小太阳' })];
  const [said] = nickname.judge(facts({ persons: [stranger], departments, members }), settings);
  expect(said?.kind === 'unseen' ? `unseen ${said.reason}` : `${said?.says} → ${said?.detail.paste}`).toBe(expected);
});

test('what is only advised is asked for, and nobody’s fault', () => {
  const alice = personNamed('张示例');
  const world = facts({ departments, persons: [alice], members: [memberOf(alice, { nickname: '小太阳' })] });
  const formats = [{ who: { everyone: true }, parts: ['name'] }];
  const said = (['required', 'advised'] as const).map((strength) =>
    nickname.judge(world, NicknameSettings.parse({ formats, strength })).map(({ kind }) => kind),
  );

  expect(said).toEqual([['breach'], ['task']]);
});
