import type { Tenant } from '../tenant.ts';
import { registration, type World } from './world.ts';

/** 示例咨询 before the National Day week: the president, who speaks for him, and twelve people of one group. */
export interface HolidayNotice extends World {
  /** An internal group: what is said in it only the archive shows. */
  readonly group: string;
  readonly steps: readonly HolidayStep[];
  /** Who is away and who works at night, as HR's sheet has it. */
  readonly attendance: string;
}

/** Something that is said or taken back, at a moment of its own. */
export interface HolidayStep {
  /** `2026-09-30T17:56` in China. */
  readonly at: string;
  readonly says: string;
  readonly happens: () => Promise<unknown>;
}

/** Ten of them answer in the end, one is on leave, and 李样本 travels. */
const TWELVE = [
  ['li.yangben', '李样本'],
  ['wang.yangli', '王样例'],
  ['zhang.shili', '张示例'],
  ['zhao.shiyong', '赵试用'],
  ['qian.xiaoshou', '钱销售'],
  ['zhou.yanshi', '周演示'],
  ['wu.fanli', '吴范例'],
  ['zheng.xugou', '郑虚构'],
  ['feng.ceshi', '冯测试'],
  ['chen.juli', '陈举例'],
  ['chu.moni', '楚模拟'],
  ['wei.jiashe', '卫假设'],
] as const;

const ATTENDANCE = `类型,账号,开始,结束,时间
请假,feng.ceshi,2026-10-01,2026-10-09,
出差,li.yangben,2026-10-08,2026-10-08,
班次,chu.moni,2026-09-29,,09:00-18:00
班次,chu.moni,2026-09-30,,20:00-次日08:00
`;

const HR = 'zhou.renzi';
const PRESIDENT = 'han.zongcai';
const SPOKESMAN = 'sun.daifa';

export async function settleHolidayNotice(tenant: Tenant): Promise<HolidayNotice> {
  let group = '';
  await tenant.withoutCallbacks(async () => {
    const tree: [number, string][] = [
      [2, '人资中心'],
      [3, '信息部'],
      [4, '咨询一部'],
      [5, '总裁办'],
    ];
    for (const [id, name] of tree) await tenant.addDepartment({ id, name });
    await tenant.hire({ userid: PRESIDENT, name: '韩总裁', department: 1, position: '总裁', leaderIn: [1] });
    await tenant.hire({ userid: SPOKESMAN, name: '孙代发', department: 5, position: '总裁秘书' });
    await tenant.hire({ userid: HR, name: '周人资', department: 2, position: '人资总监' });
    for (const [userid, name] of TWELVE) await tenant.hire({ userid, name, department: 4, position: '顾问' });
    group = await tenant.createInternalGroup({
      name: '德鲁克咨询交流群',
      owner: PRESIDENT,
      members: [SPOKESMAN, ...TWELVE.map(([userid]) => userid)],
    });
  });
  const line = { chatId: group, reach: 'internal', kind: 'exchange', ownerDepartment: '咨询一部' } as const;
  return {
    tenant,
    group,
    relations: [],
    members: [],
    registrations: [registration({ ...line, purpose: '方向与经验交流' }, [{ userid: SPOKESMAN, by: '人资中心' }])],
    steps: stepsIn(tenant, group),
    attendance: ATTENDANCE,
  };
}

/** The notice, the task a minute later, and what became of both. Each word has its own time, whenever the archive hears of it. */
function stepsIn(tenant: Tenant, group: string): HolidayStep[] {
  const said = new Map<string, string>();
  const step = (at: string, says: string, happens: (moment: Date) => Promise<unknown>): HolidayStep => ({
    at,
    says,
    happens: () => happens(new Date(`${at}:00+08:00`)),
  });
  const answers = (time: string, by: string, name: string, text: string): HolidayStep =>
    step(`2026-10-08T${time}`, `${name}: ${text}`, (at) => tenant.sayIn(group, by, text, { at }));
  return [
    step('2026-09-30T17:56', '孙代发, for the president: 放假通知 … 收到请回复 (12 people)', async (at) => {
      const text = '受总裁委托，放假通知：十月一日至七日放假，收到请回复';
      said.set('notice', await tenant.sayIn(group, SPOKESMAN, text, { mentions: ['all'], at }));
    }),
    step('2026-09-30T17:57', 'the president: @李样本 今天下班前把值班表发我', (at) =>
      tenant.sayIn(group, PRESIDENT, '今天下班前把值班表发我', { mentions: ['li.yangben'], at }),
    ),
    step('2026-09-30T17:58', '好的, [强], 收到 (then taken back), and a quote with 马上执行', async (at) => {
      await tenant.sayIn(group, 'wang.yangli', '好的', { at });
      await tenant.sayIn(group, 'zhang.shili', '[强]', { at });
      said.set('hasty', await tenant.sayIn(group, 'zhao.shiyong', '收到', { at }));
      await tenant.sayIn(group, 'qian.xiaoshou', '马上执行', { quote: said.get('notice') ?? '', at });
    }),
    step('2026-09-30T17:59', '赵试用 takes his 收到 back: he is waited for again', (at) =>
      tenant.recall(said.get('hasty') ?? '', { at }),
    ),
    step('2026-09-30T20:11', '楚模拟, on the night shift: 收到', (at) =>
      tenant.sayIn(group, 'chu.moni', '收到', { at }),
    ),
    answers('09:05', 'zhao.shiyong', '赵试用', '收到'),
    answers('09:06', 'zhou.yanshi', '周演示', '收到'),
    answers('09:07', 'wu.fanli', '吴范例', '执行'),
    answers('09:08', 'zheng.xugou', '郑虚构', '好的'),
    answers('09:09', 'chen.juli', '陈举例', '明白'),
    answers('09:10', 'wei.jiashe', '卫假设', '已阅'),
    step('2026-10-08T09:30', '周人资 is told that nothing shows that 李样本 had a network, and presses 询问', () =>
      tenant.press(HR, /无法证明当时网络畅通/, '询问'),
    ),
    answers('09:50', 'li.yangben', '李样本', '收到，刚下飞机，值班表马上发您'),
    step('2026-10-08T09:51', '李样本 explains: 当时没收到', () =>
      tenant.press('li.yangben', /当时您收得到消息吗/, '当时没收到'),
    ),
    step('2026-10-08T09:55', '周人资 hears it, and lets it rest', () =>
      tenant.press(HR, /说当时没收到/, '免除', { reason: ['cause'] }),
    ),
  ];
}
