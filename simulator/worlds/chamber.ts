import type { Tenant } from '../tenant.ts';
import { type ListedMember, numeral, registration, type Step, type World } from './world.ts';

export interface Chamber extends World {
  readonly groups: { readonly members: string; readonly finance: string; readonly internal: string };
  /** The external ids of listed members, in the order of the list. */
  readonly outsiders: readonly string[];
}

const LIST = '会员名单';
const MEMBERS = 10;

/** 示范商会, an invented association under policy C: two customer groups of listed members, known through the identity desk. */
export async function settleChamber(tenant: Tenant): Promise<Chamber> {
  const outsiders: string[] = [];
  const listed: ListedMember[] = [];
  let members = '';
  let finance = '';
  await tenant.withoutCallbacks(async () => {
    await tenant.addDepartment({ id: 2, name: '秘书处' });
    await tenant.hire({ userid: 'xu.mishu', name: '徐秘书', department: 2, position: '秘书长' });
    await tenant.hire({ userid: 'he.ganshi', name: '何干事', department: 2, position: '干事' });
    for (let n = 1; n <= MEMBERS; n += 1) {
      const id = tenant.addExternal({ name: `微信示${numeral(n)}` });
      await tenant.addContact('he.ganshi', id, { remark: `会员 ${n}` });
      outsiders.push(id);
      listed.push({
        list: LIST,
        key: `M-${n}`,
        companies: [`示范${numeral(n)}号商贸有限公司`, `示范${numeral(n)}号`],
        department: '市场部',
        title: '经理',
        name: `商示${numeral(n)}`,
        memberId: id,
      });
    }
    members = await tenant.createGroup({
      name: '示范商会会员群',
      owner: 'he.ganshi',
      members: ['xu.mishu', ...outsiders.slice(0, 6)],
    });
    finance = await tenant.createGroup({
      name: '示范商会金融服务群',
      owner: 'he.ganshi',
      members: ['xu.mishu', ...outsiders.slice(6)],
    });
    for (const [n, id] of outsiders.entries())
      await tenant.setNickname(n < 6 ? members : finance, id, `示范${numeral(n + 1)}号市场部经理商示${numeral(n + 1)}`);
    for (const group of [members, finance])
      for (const [userid, name] of [
        ['xu.mishu', '安徽商会秘书处秘书长徐秘书'],
        ['he.ganshi', '安徽商会秘书处干事何干事'],
      ] as const)
        await tenant.setNickname(group, userid, name);
  });
  const internal = await tenant.createInternalGroup({
    name: '秘书处值班群',
    owner: 'xu.mishu',
    members: ['he.ganshi'],
  });
  const admins = [{ userid: 'he.ganshi', by: '秘书处' }];
  const line = { reach: 'customer', kind: 'chamber', ownerDepartment: '秘书处' } as const;
  return {
    tenant,
    groups: { members, finance, internal },
    outsiders,
    relations: [],
    members: listed,
    registrations: [
      registration({ ...line, chatId: members, purpose: '会员交流' }, admins),
      registration({ ...line, chatId: finance, purpose: '金融服务' }, admins),
      registration(
        {
          chatId: internal,
          reach: 'internal',
          kind: 'chamber',
          ownerDepartment: '秘书处',
          purpose: '成员自建，群主申报',
        },
        [],
      ),
    ],
  };
}

/** A member renames himself and is reached through the admin; somebody unknown comes in and goes to the identity desk. */
export function chamberDay({ tenant, groups, outsiders }: Chamber): Step[] {
  const stranger = tenant.addExternal({ name: '路人示例' });
  const [first = ''] = outsiders;
  return [
    {
      at: '10:15',
      says: '路人示例 is let in by the admin; nobody knows who he is',
      happens: () => tenant.join(groups.members, stranger, { inviter: 'he.ganshi' }),
    },
    {
      at: '13:30',
      says: '商示一, a member, calls himself 发财 in the group',
      happens: () => tenant.setNickname(groups.members, first, '发财'),
    },
    {
      at: '15:35',
      says: '商示一 takes his full name again',
      happens: () => tenant.setNickname(groups.members, first, '示范一号市场部经理商示一'),
    },
  ];
}
