import type { Role } from '../../src/web/roles.ts';
import { PLAYED_BY as CAST, grantByName, hireCast } from '../builders/cast.ts';
import { withNotices } from '../builders/published-policy.ts';
import { openTalkingHouse, type TalkingHouse } from '../responses/talking-house.ts';

/** Who holds each role. 钱销售 is the one to whom everything happens. */
export const PLAYED_BY: Readonly<Record<Role, string>> = { ...CAST, member: 'qian.xiaoshou' };

/** A morning of the small company in which there is something on every page, and somebody in every role. */
export async function openFullHouse(): Promise<TalkingHouse> {
  const open = await openTalkingHouse({
    pages: 'open',
    settings: ['result: { within: 2 working days }'],
    amend: (policy) => withNotices(policy, '10 working days'),
  });
  const { house, world } = open;
  const { tenant } = house;
  await tenant.withoutCallbacks(async () => {
    await hireCast(tenant);
    await tenant.setNickname(world.group, 'qian.xiaoshou', '小钱');
  });
  await house.sync();
  await grantByName(house);
  await askOwners(open);
  await publishRules(open);
  await open.readUpTo('11-26 09:40');
  await open.hear({ id: 'm1', from: 'sun.jingli', at: '11-26 09:45', text: '@小钱 请今天把报表发我' });
  await open.readUpTo('11-26 10:00');
  const text = house.file('本周五下午三点消防演练。', 'notice.txt');
  await open.json(...['notices', 'publish', '--group', '示范花园营销群', '--text-file', text, '--by', 'li.renshi']);
  await house.until('2026-11-26T10:05:00+08:00');
  await handToPeople(open);
  return open;
}

/** An inventory in which 孙示例 answers for more groups than a card holds. */
async function askOwners({ house, run }: TalkingHouse): Promise<void> {
  const names = ['周末', '老友', '午餐', '登山', '读书', '篮球', '羽毛球', '摄影', '骑行', '合唱', '棋牌', '电影'];
  const lines = names.map((name) => `示范${name},内部群,,,孙示例,`);
  const sheet = house.file(['群名,群形态,群类型,归属部门,群主,用途', ...lines].join('\n'), 'groups.csv');
  await run('groups', 'import', sheet, '--by', 'li.renshi');
  const days = ['--cut-off', '2026-12-31', '--papers-until', '2026-12-15', '--remind-at', '2026-11-26 15:00'];
  await run('inventory', 'start', ...days, '--by', 'li.renshi');
}

/** The version stands to be read and signed. */
async function publishRules({ run }: TalkingHouse): Promise<void> {
  const slug = 'chongqing-industrial';
  const by = ['--by', 'li.renshi'];
  await run('policy', 'sign-off', 'consultation', slug, '--from', '2026-11-01', '--until', '2026-11-10', ...by);
  const record = ['--of', 'staff-meeting', '--on', '2026-11-12', '--reference', '示例〔2026〕7号'];
  await run('policy', 'sign-off', 'record', slug, ...record, ...by);
  await run('policy', 'sign-off', 'publication', slug, '--on', '2026-11-13', '--where', '内网公告', ...by);
}

/** The nickname waits for HR, as it would after two reminders. */
const handToPeople = ({ house }: TalkingHouse): Promise<unknown> =>
  house.inCorp((tx) =>
    tx.case.updateMany({
      where: { subject: 'member:qian.xiaoshou', rule: 'naming/nickname' },
      data: { state: 'escalated' },
    }),
  );
