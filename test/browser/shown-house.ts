import { openTalkingHouse, type TalkingHouse } from '../responses/talking-house.ts';

/** Plainly invented people: the first six sell, the others plan. */
const COLLEAGUES = [
  '张示例',
  '李样本',
  '王示范',
  '赵样例',
  '陈试用',
  '杨示意',
  '黄样板',
  '周范例',
  '吴模拟',
  '徐参考',
  '朱假设',
  '马举例',
];
const [SALES, PLANNING] = ['营销策划部', '项目策划部'];
const departmentOf = (nth: number): string => (nth < 6 ? SALES : PLANNING) ?? '';
const accountOf = (nth: number): string => `yuangong.${nth}`;
const calledOf = (nth: number): string => `${departmentOf(nth)}-${COLLEAGUES[nth]}`;
/** Whose nickname is not as the policy wants it. */
const FANCIFUL: readonly (readonly [string, string])[] = [
  ['qian.xiaoshou', '小钱'],
  [accountOf(3), '阿样'],
  [accountOf(5), '示意图'],
  [accountOf(8), '模拟飞行'],
  [accountOf(10), '阿朱'],
];
const TASKS = ['报表', '合同', '报价', '排期', '样稿', '名单', '预算', '海报', '回访', '清单', '纪要', '方案'];
const two = (n: number): string => String(n).padStart(2, '0');

/** A company on a Thursday at noon, as pictures of its pages show it. */
export async function openShownHouse(): Promise<TalkingHouse> {
  const open = await openTalkingHouse({
    pages: 'open',
    settings: ['result: { within: 2 working days }'],
    amend: (policy) => policy.replace(/(answer-leaders:\n(?: .*\n)*? {4}kinds: \[[^\]]*), marketing/m, '$1'),
  });
  const { house, world } = open;
  const { tenant } = house;
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 8, name: PLANNING ?? '' });
    await tenant.hire({ userid: 'zhou.fuhe', name: '周复核', department: 4, position: '人事专员' });
    for (const [nth, name] of COLLEAGUES.entries())
      await tenant.hire({ userid: accountOf(nth), name, department: nth < 6 ? 5 : 8, position: '职员' });
    await tenant.join(
      world.group,
      COLLEAGUES.map((_, nth) => accountOf(nth)),
    );
    for (const nth of COLLEAGUES.keys()) await tenant.setNickname(world.group, accountOf(nth), calledOf(nth));
  });
  await house.sync();
  await askAndAnswer(open);
  for (const [userid, nickname] of FANCIFUL) await tenant.setNickname(world.group, userid, nickname);
  await house.sync();
  await open.readUpTo('11-26 11:00');
  await house.until('2026-11-26T11:00:00+08:00');
  return open;
}

/** Twelve tasks of a morning: nine are answered in time, one late, two not yet. */
async function askAndAnswer({ hear, readUpTo, house }: TalkingHouse): Promise<void> {
  await readUpTo('11-26 09:32');
  await house.until('2026-11-26T09:32:00+08:00');
  for (const [nth, what] of TASKS.entries()) {
    const minute = 33 + nth * 2;
    const asked = { id: `t${nth}`, from: 'sun.jingli', text: `@${calledOf(nth)} 请今天把${what}发我` };
    const said = { id: `a${nth}`, from: accountOf(nth), text: '@营销策划部-孙示例 收到' };
    const after = nth % 4 === 3 ? [] : [{ ...said, at: `11-26 ${clock(minute + 3 + nth)}` }];
    await hear({ ...asked, at: `11-26 ${clock(minute)}` }, ...after);
  }
  await hear({
    id: 'own',
    from: 'sun.jingli',
    at: '11-26 10:40',
    text: '@营销策划部-钱销售 请明天把客户名单核对好发我',
  });
  await readUpTo('11-26 10:45');
  await house.until('2026-11-26T10:45:00+08:00');
}

const clock = (minute: number): string => `${two(9 + Math.floor(minute / 60))}:${two(minute % 60)}`;
