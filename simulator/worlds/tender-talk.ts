import type { Tenant } from '../tenant.ts';
import { registration, type World } from './world.ts';

/** 示例咨询 in late November: two people of HR who do not lead one another, and a group in which somebody speaks in images. */
export interface TenderTalk extends World {
  /** An internal group: what is said in it only the archive shows. */
  readonly group: string;
}

/** Who decides first, and who decides of an appeal. */
export const FIRST = 'zhou.renzi';
export const SECOND = 'wu.renzi';
export const SPEAKER = 'li.yangben';

/** What he says, and what is a list's word in it. */
export const SAID = '这次投标我们赌一把，方案我今晚改完';
export const WORDS = '[gambling]\n下注\n赌一把\n';

export async function settleTenderTalk(tenant: Tenant): Promise<TenderTalk> {
  let group = '';
  await tenant.withoutCallbacks(async () => {
    const tree: [number, string][] = [
      [2, '人资中心'],
      [3, '信息部'],
      [4, '咨询一部'],
    ];
    for (const [id, name] of tree) await tenant.addDepartment({ id, name });
    await tenant.hire({ userid: 'han.zong', name: '韩总', department: 1, position: '总经理', leaderIn: [1] });
    await tenant.hire({ userid: FIRST, name: '周人资', department: 2, position: '人资专员' });
    await tenant.hire({ userid: SECOND, name: '吴人资', department: 2, position: '人资专员' });
    await tenant.hire({ userid: SPEAKER, name: '李样本', department: 4, position: '顾问' });
    await tenant.hire({ userid: 'wang.yangli', name: '王样例', department: 4, position: '顾问' });
    group = await tenant.createInternalGroup({
      name: '德鲁克咨询交流群',
      owner: 'han.zong',
      members: [FIRST, SECOND, SPEAKER, 'wang.yangli'],
    });
  });
  const line = { chatId: group, reach: 'internal', kind: 'exchange', ownerDepartment: '咨询一部' } as const;
  return {
    tenant,
    group,
    relations: [],
    members: [],
    registrations: [registration({ ...line, purpose: '方向与经验交流' }, [{ userid: FIRST, by: '人资中心' }])],
  };
}
