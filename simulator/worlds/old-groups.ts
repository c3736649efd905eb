import type { Tenant } from '../tenant.ts';
import { numeral } from './world.ts';

/** How many groups of each sort a company has that nobody ever registered; the sheet names the kind of some of them. */
export interface OldCounts {
  readonly customer: number;
  readonly native: number;
  readonly linked: number;
  readonly internal: { readonly said: number; readonly named: number; readonly dark: number };
  readonly outside: { readonly said: number; readonly named: number; readonly dark: number };
}

/** Scene 2: 300 groups, of which 214 can be proposed with certainty, 61 probably, 25 not at all. */
export const THREE_HUNDRED: OldCounts = {
  customer: 143,
  native: 6,
  linked: 5,
  internal: { said: 28, named: 20, dark: 10 },
  outside: { said: 38, named: 35, dark: 15 },
};

export interface Owner {
  readonly userid: string;
  readonly name: string;
}

const HEADINGS = ['序号', '群名称', '群形态', '群类型', '归属部门', '群主', '审批人', '批准文号', '批准日期'] as const;

interface OldGroup {
  readonly name: string;
  readonly reach: string;
  readonly kind: string;
  readonly paper: boolean;
}

const some = (count: number, of: (n: number) => Omit<OldGroup, 'paper'> & { readonly paper?: boolean }): OldGroup[] =>
  Array.from({ length: count }, (_, n) => ({ paper: false, ...of(n + 1) }));

/** Every group as HR has it in its list, in one order. Whoever builds the world makes the customer groups of it. */
export function oldGroups({ customer, native, linked, internal, outside }: OldCounts): OldGroup[] {
  return [
    ...some(customer, (n) => ({ name: `示范花园营销${count(n)}群`, reach: '', kind: '' })),
    ...some(internal.said, (n) => ({
      name: `示范高管${count(n)}群`,
      reach: '内部群',
      kind: '集团高管工作群',
      paper: n <= 6,
    })),
    ...some(internal.named, (n) => ({ name: `项目公司沟通${count(n)}群`, reach: '内部群', kind: '' })),
    ...some(internal.dark, (n) => ({ name: `周末球友${count(n)}群`, reach: '内部群', kind: '' })),
    ...some(native, (n) => ({ name: `示范部门${count(n)}群`, reach: '部门群', kind: '' })),
    ...some(linked, (n) => ({ name: `示范供方${count(n)}群`, reach: '上下游群', kind: '项目公司工作群' })),
    ...some(outside.said, (n) => ({ name: `老客户${count(n)}群`, reach: '微信群', kind: '营销微信平台' })),
    ...some(outside.named, (n) => ({ name: `旧营销${count(n)}群`, reach: '个人微信群', kind: '' })),
    ...some(outside.dark, (n) => ({ name: `老乡聚会${count(n)}群`, reach: '个人微信', kind: '' })),
  ];
}

/** 一 … 九十九, then 一百〇一. */
const count = (n: number): string => (n < 100 ? numeral(n) : `一百〇${numeral(n - 99)}`);

/** Owners take turns, and each has groups of every sort. */
export const ownerOf = <T>(owners: readonly T[], at: number): T => owners[at % owners.length] as T;

/** HR's list as a sheet. */
export function oldSheet(groups: readonly OldGroup[], owners: readonly Owner[], department: string): string[][] {
  const rows = groups.map(({ name, reach, kind, paper }, at) => [
    String(at + 1),
    name,
    reach,
    kind,
    department,
    ownerOf(owners, at).name,
    ...(paper ? ['总裁', `示范〔2019〕${at + 1}号`, '2019/3/1'] : ['', '', '']),
  ]);
  return [[...HEADINGS], ...rows];
}

/** The same list as it came: in some lines something is wrong. */
export function spoilt(rows: readonly (readonly string[])[], bad: number): string[][] {
  const faults: readonly (readonly [column: number, text: string])[] = [
    [5, '王无人'],
    [4, '梦想部'],
    [8, '去年三月'],
    [7, '〔2018〕9号'],
    [3, '吃饭群'],
  ];
  return rows.map((row, at) => {
    const fault = at >= 1 && at <= bad ? faults[at % faults.length] : undefined;
    return fault ? row.map((cell, i) => (i === fault[0] ? fault[1] : cell)) : [...row];
  });
}

/** Who belongs into the executives' group, who looks after it, and an assistant who needs an approval of his own. */
const LEADERS: readonly (readonly [userid: string, name: string, position: string])[] = [
  ['wang.shili', '王示例', '总裁'],
  ['zhou.changwu', '周示例', '常务副总裁'],
  ...Array.from({ length: 6 }, (_, n) => [`fuzong.${n + 1}`, `副总${numeral(n + 1)}`, '分管副总'] as const),
  ['chen.mishu', '陈秘书', '秘书'],
  ['zhao.zhuli', '赵助理', '总裁助理'],
];

export interface OldWorld {
  readonly owners: readonly Owner[];
  readonly sheet: string[][];
}

/** A company with that many owners in one department that says nothing of their groups, one ordinary colleague and a customer a group. */
export async function settleOldGroups(tenant: Tenant, counts: OldCounts, owners: number): Promise<OldWorld> {
  const people = Array.from(
    { length: owners },
    (_, n): Owner => ({ userid: `qunzhu.${n + 1}`, name: `群主${numeral(n + 1)}` }),
  );
  const groups = oldGroups(counts);
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 4, name: '行政人事部' });
    await tenant.addDepartment({ id: 6, name: '工程部' });
    await tenant.hire({ userid: 'li.renshi', name: '李人事', department: 4, position: '人事主管' });
    await tenant.addDepartment({ id: 3, name: '总裁办' });
    for (const [userid, name, position] of LEADERS) await tenant.hire({ userid, name, department: 3, position });
    for (const { userid, name } of people) await tenant.hire({ userid, name, department: 6, position: '工程师' });
    for (let n = 1; n <= owners; n += 1)
      await tenant.hire({ userid: `tongshi.${n}`, name: `同事${numeral(n)}`, department: 6, position: '工程师' });
    for (const [at, { name, reach }] of groups.entries()) {
      if (reach !== '') continue;
      const customer = tenant.addExternal({ name: `客户${at + 1}` });
      const owner = ownerOf(people, at).userid;
      const chatId = await tenant.createGroup({ name, owner, members: [`tongshi.${(at % owners) + 1}`, customer] });
      await tenant.setNickname(chatId, `tongshi.${(at % owners) + 1}`, '小太阳');
    }
  });
  return { owners: people, sheet: oldSheet(groups, people, '工程部') };
}
