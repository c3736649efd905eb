import type { Tenant } from '../tenant.ts';
import { marketingPermits, numeral, registration, type World } from './world.ts';

/** How many work in 营销策划部, all of whom the renaming concerns. */
const PLANNERS = 83;
/** How many of them, besides those with a name below, are in the marketing group. */
const PLANNERS_IN_GROUP = 40;

export interface Industrial extends World {
  readonly groups: {
    readonly marketing: string;
    readonly executive: string;
    readonly operations: string;
    readonly headquarters: string;
    readonly project: string;
    readonly internal: string;
  };
  readonly departments: { readonly planning: number };
}

/** 示范实业, an invented group under policy A: one marketing customer group, four managed groups, one that no API shows. */
export async function settleIndustrial(tenant: Tenant): Promise<Industrial> {
  const planners = Array.from({ length: PLANNERS - 4 }, (_, n) => ({
    userid: `cehua.${n + 1}`,
    name: `示${numeral(n + 1)}`,
  }));
  await tenant.withoutCallbacks(async () => {
    await departments(tenant);
    await people(tenant);
    for (const { userid, name } of planners) await tenant.hire({ userid, name, department: 5, position: '营销策划' });
    tenant.setMemberTag(1, '运营推动小组', ['feng.xinxi']);
  });
  const marketing = await marketingGroup(tenant, planners.slice(0, PLANNERS_IN_GROUP));
  const executive = await tenant.createManagedGroup({
    name: '示范实业高管群',
    owner: 'wu.fuzong',
    members: ['wang.zongcai', 'zhou.changwu'],
  });
  const operations = await tenant.createManagedGroup({
    name: '示范实业计划运营推动群',
    owner: 'zheng.yunying',
    members: ['wang.zongcai', 'zhou.changwu', 'wu.fuzong', 'feng.xinxi'],
  });
  const headquarters = await tenant.createManagedGroup({
    name: '示范实业集团工作群',
    owner: 'li.renshi',
    members: tenant
      .userids()
      .filter((userid) => !['li.renshi', 'he.xiangmu', 'jiang.xiangmu', 'chen.zhuanyuan'].includes(userid)),
  });
  const project = await tenant.createManagedGroup({
    name: '项目甲公司工作群',
    owner: 'he.xiangmu',
    members: ['wang.zongcai', 'zhou.changwu', 'jiang.xiangmu'],
  });
  const internal = await tenant.createInternalGroup({
    name: '示范实业午餐群',
    owner: 'feng.xinxi',
    members: ['li.renshi', 'qian.xiaoshou'],
  });
  const groups = { marketing, executive, operations, headquarters, project, internal };
  return {
    tenant,
    groups,
    departments: { planning: 5 },
    registrations: register(groups),
    relations: RELATIONS,
    members: [],
  };
}

const RELATIONS = [{ userid: 'zhao.shiyong', relation: 'intern' as const }];

async function departments(tenant: Tenant): Promise<void> {
  const tree: [number, string, number][] = [
    [2, '集团本部', 1],
    [3, '总裁办', 2],
    [4, '行政人事部', 2],
    [5, '营销策划部', 2],
    [6, '计划运营部', 2],
    [7, '信息部', 2],
    [8, '项目甲公司', 1],
    [9, '项目总经办', 8],
  ];
  for (const [id, name, parent] of tree) await tenant.addDepartment({ id, name, parent });
}

async function people(tenant: Tenant): Promise<void> {
  const staff: [string, string, number, string][] = [
    ['wang.zongcai', '王示例', 3, '总裁'],
    ['zhou.changwu', '周示例', 3, '常务副总裁'],
    ['wu.fuzong', '吴示例', 3, '分管副总'],
    ['han.fuzong', '韩示例', 3, '营销副总'],
    ['li.renshi', '李人事', 4, '人事主管'],
    ['chen.zhuanyuan', '陈专员', 4, '人事专员'],
    ['sun.jingli', '孙示例', 5, '营销经理'],
    ['qian.xiaoshou', '钱销售', 5, '营销策划'],
    ['zhao.shiyong', '赵试用', 5, '实习生'],
    ['lin.lizhi', '林离职', 5, '营销策划'],
    ['zheng.yunying', '郑示例', 6, '计划运营经理'],
    ['feng.xinxi', '冯信息', 7, '信息主管'],
    ['he.xiangmu', '何项目', 9, '项目总经理'],
    ['jiang.xiangmu', '蒋项目', 8, '工程师'],
  ];
  for (const [userid, name, department, position] of staff) await tenant.hire({ userid, name, department, position });
}

async function marketingGroup(tenant: Tenant, planners: readonly { userid: string; name: string }[]): Promise<string> {
  const inside = [
    { userid: 'sun.jingli', name: '孙示例' },
    { userid: 'qian.xiaoshou', name: '钱销售' },
    { userid: 'zhao.shiyong', name: '赵试用' },
    { userid: 'lin.lizhi', name: '林离职' },
    ...planners,
  ];
  let chatId = '';
  await tenant.withoutCallbacks(async () => {
    const customers = ['小鱼儿', '平安是福', 'AAA建材老示', 'Sunny'].map((name) => tenant.addExternal({ name }));
    for (const id of customers) await tenant.addContact('qian.xiaoshou', id);
    chatId = await tenant.createGroup({
      name: '示范花园营销群',
      owner: 'sun.jingli',
      members: [...inside.slice(1).map(({ userid }) => userid), ...customers],
    });
    for (const { userid, name } of inside) await tenant.setNickname(chatId, userid, `营销策划部-${name}`);
    tenant.setJoinWay(chatId, 'marketing');
  });
  return chatId;
}

function register(groups: Industrial['groups']) {
  const office = [{ userid: 'wu.fuzong', by: '总裁办' }];
  const hr = [{ userid: 'li.renshi', by: '行政人事部' }];
  return [
    registration(
      {
        chatId: groups.marketing,
        reach: 'customer',
        kind: 'marketing',
        ownerDepartment: '营销策划部',
        purpose: '示范花园项目的客户沟通',
        ...marketingPermits,
      },
      [{ userid: 'sun.jingli', by: '营销副总' }],
    ),
    registration(
      { chatId: groups.executive, reach: 'managed', kind: 'executive', ownerDepartment: '总裁办', purpose: '高管议事' },
      office,
    ),
    registration(
      {
        chatId: groups.operations,
        reach: 'managed',
        kind: 'operations-drive',
        ownerDepartment: '计划运营部',
        purpose: '计划运营推动',
      },
      office,
    ),
    registration(
      {
        chatId: groups.headquarters,
        reach: 'managed',
        kind: 'headquarters',
        ownerDepartment: '集团本部',
        purpose: '集团通知',
      },
      hr,
    ),
    registration(
      {
        chatId: groups.project,
        reach: 'managed',
        kind: 'project-company',
        ownerDepartment: '项目甲公司',
        purpose: '项目甲公司通知',
      },
      [{ userid: 'he.xiangmu', by: '行政人事部' }],
    ),
    registration(
      {
        chatId: groups.internal,
        reach: 'internal',
        kind: 'headquarters',
        ownerDepartment: '信息部',
        purpose: '成员自建，群主申报',
      },
      [],
    ),
  ];
}
