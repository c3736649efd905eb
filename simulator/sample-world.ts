import type { Tenant } from './tenant.ts';

/** A small company to look around in: two departments, seven people, three from outside, four groups. */
export async function setSampleWorld(tenant: Tenant): Promise<void> {
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 2, name: '营销策划部' });
    await tenant.addDepartment({ id: 3, name: '人力资源中心' });
    await tenant.hire({ userid: 'zhang.shili', name: '张示例', position: '总裁', leaderIn: [1] });
    await tenant.hire({
      userid: 'li.yangben',
      name: '李样本',
      department: 2,
      position: '营销总监',
      leaderIn: [2],
      directLeader: 'zhang.shili',
    });
    await tenant.hire({ userid: 'qian.xiaoshou', name: '钱销售', department: 2, directLeader: 'li.yangben' });
    await tenant.hire({
      userid: 'zhao.shiyong',
      name: '赵试用',
      department: 2,
      position: '实习生',
      directLeader: 'li.yangben',
    });
    await tenant.hire({ userid: 'zhou.renshi', name: '周人事', department: 3, position: '人力经理', leaderIn: [3] });
    await tenant.hire({ userid: 'sun.daifa', name: '孙代发', department: 3 });
    await tenant.hire({ userid: 'wu.weijihuo', name: '吴未激活', department: 2, status: 4 });
    const [customer, partner, stranger] = [
      tenant.addExternal({ name: '阳光' }),
      tenant.addExternal({ name: '郑外部', app: 'wecom', corpName: '样例伙伴公司', position: '采购经理' }),
      tenant.addExternal({ name: 'A路人' }),
    ];
    await tenant.addContact('qian.xiaoshou', customer, { remark: '示例客户-何先生', tags: ['客户'] });
    await tenant.addContact('qian.xiaoshou', partner, { remark: '样例伙伴-郑' });
    await setSampleGroups(tenant, [customer, partner, stranger]);
  });
}

async function setSampleGroups(
  tenant: Tenant,
  [customer, partner, stranger]: readonly [string, string, string],
): Promise<void> {
  const customers = await tenant.createGroup({
    name: '营销-示例客户交流群',
    owner: 'li.yangben',
    members: ['qian.xiaoshou', 'zhao.shiyong'],
    admins: ['qian.xiaoshou'],
    notice: '工作时间内请及时回复',
  });
  await tenant.join(customers, [customer, partner], { inviter: 'qian.xiaoshou' });
  tenant.setJoinWay(customers, 'official');
  await tenant.join(customers, stranger, { scene: 'qr', state: 'official' });
  await tenant.setNickname(customers, 'li.yangben', '营销策划部-李样本');
  await tenant.setNickname(customers, 'zhao.shiyong', '小太阳');
  await tenant.createGroup({ name: '营销-样例伙伴群', owner: 'qian.xiaoshou', members: ['li.yangben', partner] });
  await tenant.createManagedGroup({
    name: '集团高管工作群',
    owner: 'sun.daifa',
    members: ['zhang.shili', 'li.yangben', 'zhou.renshi'],
  });
  await tenant.createInternalGroup({ name: '午饭群', owner: 'zhao.shiyong', members: ['qian.xiaoshou'] });
}
