import type { Tenant } from '../tenant.ts';
import { numeral, registration, type Step, type World } from './world.ts';

export interface Consulting extends World {
  readonly groups: { readonly exchange: string; readonly internal: string };
}

/** 示例咨询, an invented firm under policy B: all managers belong into one managed group, and one of them is not in it. */
export async function settleConsulting(tenant: Tenant): Promise<Consulting> {
  await tenant.withoutCallbacks(async () => {
    const tree: [number, string][] = [
      [2, '人资中心'],
      [3, '信息部'],
      [4, '咨询一部'],
      [5, '咨询二部'],
    ];
    for (const [id, name] of tree) await tenant.addDepartment({ id, name });
    await tenant.hire({ userid: 'zhou.renzi', name: '周人资', department: 2, position: '人资总监', leaderIn: [2] });
    await tenant.hire({ userid: 'wu.xinxi', name: '吴信息', department: 3, position: '信息经理', leaderIn: [3] });
    await tenant.hire({ userid: 'zheng.yi', name: '郑样一', department: 4, position: '咨询总监', leaderIn: [4] });
    await tenant.hire({ userid: 'li.yangben', name: '李样本', department: 5, position: '咨询总监', leaderIn: [5] });
    for (let n = 1; n <= 12; n += 1)
      await tenant.hire({ userid: `guwen.${n}`, name: `样${numeral(n)}`, department: n % 2 ? 4 : 5, position: '顾问' });
  });
  const exchange = await tenant.createManagedGroup({
    name: '示例咨询交流群',
    owner: 'zhou.renzi',
    members: ['wu.xinxi', 'zheng.yi', 'guwen.1', 'guwen.2'],
  });
  const internal = await tenant.createInternalGroup({
    name: '咨询一部闲聊',
    owner: 'zheng.yi',
    members: ['guwen.1', 'guwen.3'],
  });
  const admins = [{ userid: 'zhou.renzi', by: '人资中心' }];
  return {
    tenant,
    groups: { exchange, internal },
    relations: [],
    members: [],
    registrations: [
      registration(
        {
          chatId: exchange,
          reach: 'managed',
          kind: 'exchange',
          ownerDepartment: '人资中心',
          purpose: '方向与经验交流',
        },
        admins,
      ),
      registration(
        {
          chatId: internal,
          reach: 'internal',
          kind: 'exchange',
          ownerDepartment: '咨询一部',
          purpose: '成员自建，群主申报',
        },
        [],
      ),
    ],
  };
}

/** A manager slips out of the group, which no event tells; the sweep sees it and the owner is asked to put him back. */
export function consultingDay({ tenant, groups }: Consulting): Step[] {
  return [
    {
      at: '11:30',
      says: '吴信息, a manager, leaves the 交流群; managed groups have no events',
      happens: () => tenant.leave(groups.exchange, 'wu.xinxi'),
    },
    {
      at: '14:20',
      says: '周人资 adds 吴信息 again and presses 已处理',
      happens: async () => {
        await tenant.join(groups.exchange, 'wu.xinxi');
        await tenant.press('zhou.renzi', /吴信息/, '已处理');
      },
    },
  ];
}
