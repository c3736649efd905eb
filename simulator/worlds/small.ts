import type { Tenant } from '../tenant.ts';
import { marketingPermits, registration, type World } from './world.ts';

export interface Small extends World {
  /** A customer group of 孙示例 with 钱销售 and one customer; everybody is called as the policy wants. */
  readonly group: string;
}

/** Four people and one marketing group under policy A: the smallest company in which something can go wrong. */
export async function settleSmall(tenant: Tenant): Promise<Small> {
  let group = '';
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 4, name: '行政人事部' });
    await tenant.addDepartment({ id: 5, name: '营销策划部' });
    await tenant.hire({ userid: 'li.renshi', name: '李人事', department: 4, position: '人事主管' });
    await tenant.hire({ userid: 'sun.jingli', name: '孙示例', department: 5, position: '营销经理' });
    await tenant.hire({ userid: 'qian.xiaoshou', name: '钱销售', department: 5, position: '营销策划' });
    await tenant.hire({ userid: 'zhao.shiyong', name: '赵试用', department: 5, position: '实习生' });
    const customer = tenant.addExternal({ name: '小鱼儿' });
    await tenant.addContact('qian.xiaoshou', customer);
    group = await tenant.createGroup({
      name: '示范花园营销群',
      owner: 'sun.jingli',
      members: ['qian.xiaoshou', customer],
    });
    await tenant.setNickname(group, 'sun.jingli', '营销策划部-孙示例');
    await tenant.setNickname(group, 'qian.xiaoshou', '营销策划部-钱销售');
  });
  const line = {
    chatId: group,
    reach: 'customer',
    kind: 'marketing',
    ownerDepartment: '营销策划部',
    purpose: '客户沟通',
    ...marketingPermits,
  } as const;
  return {
    tenant,
    group,
    relations: [],
    members: [],
    registrations: [registration(line, [{ userid: 'sun.jingli', by: '营销副总' }])],
  };
}
