import type { Industrial } from './industrial.ts';
import type { Step } from './world.ts';

/** What the day needs of whoever plays it: reading the directory now, as IT does after a change. */
export interface Hands {
  readonly sync: () => Promise<unknown>;
}

/** A marketing group's day on which nobody is wronged: somebody lets a customer in, scans, renames, leaves and comes. */
export function industrialDay({ tenant, groups, departments }: Industrial, { sync }: Hands): Step[] {
  const { marketing } = groups;
  const invited = tenant.addExternal({ name: '新客户示例' });
  const scanned = tenant.addExternal({ name: '扫码客户示例' });
  return [
    {
      at: '09:58',
      says: '钱销售 invites a customer; the admin agrees in the client, which WeCom tells nobody',
      happens: () => tenant.join(marketing, invited, { inviter: 'qian.xiaoshou' }),
    },
    {
      at: '10:06',
      says: '孙示例, the appointed admin, presses 同意过',
      happens: () => tenant.press('sun.jingli', /同意过/, '同意过'),
    },
    {
      at: '10:20',
      says: 'somebody scans a QR code that is not the registered one',
      happens: () => tenant.join(marketing, scanned, { scene: 'qr' }),
    },
    {
      at: '10:31',
      says: '赵试用, an intern, calls himself 小太阳 in the group; no event tells it',
      happens: () => tenant.setNickname(marketing, 'zhao.shiyong', '小太阳'),
    },
    {
      at: '10:47',
      says: '赵试用 pastes the nickname he was sent',
      happens: () => tenant.setNickname(marketing, 'zhao.shiyong', '营销策划部-赵试用'),
    },
    { at: '11:00', says: 'the account of 林离职 is deleted', happens: () => tenant.dismissPerson('lin.lizhi') },
    {
      at: '14:00',
      says: 'IT renames 营销策划部 to 营销中心 (83 people); no event tells it, the directory is read',
      happens: async () => {
        tenant.renameDepartment(departments.planning, '营销中心');
        await sync();
      },
    },
    {
      at: '15:00',
      says: 'the userid lin.lizhi is given to somebody new',
      happens: () => tenant.hire({ userid: 'lin.lizhi', name: '林新人', department: 5, position: '营销策划' }),
    },
    {
      at: '15:20',
      says: 'the admin removes 林离职 from the group',
      happens: () => tenant.removeMember(marketing, 'lin.lizhi'),
    },
    { at: '16:00', says: 'customers with WeChat nicknames: nothing to find', happens: async () => undefined },
  ];
}
