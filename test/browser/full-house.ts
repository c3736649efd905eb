import { nowIn } from '../../src/db/client.ts';
import { grantRole } from '../../src/directory/role-grants.ts';
import type { Role } from '../../src/web/roles.ts';
import { withNotices } from '../builders/published-policy.ts';
import { openTalkingHouse, type TalkingHouse } from '../responses/talking-house.ts';

/** Who holds each role. 钱销售 is the one to whom everything happens. */
export const PLAYED_BY: Readonly<Record<Role, string>> = {
  member: 'qian.xiaoshou',
  'group-admin': 'sun.jingli',
  leader: 'zhou.lingdao',
  supervisor: 'wu.zongcai',
  hr: 'li.renshi',
  employer: 'xu.zongcai',
  it: 'zheng.xinxi',
  auditor: 'feng.shenji',
  'union-observer': 'chen.gonghui',
  'privacy-officer': 'chu.baohu',
};

const COLLEAGUES = [
  ['zhou.lingdao', '周领导', 5, '职员', [5]],
  ['wu.zongcai', '吴总裁办', 6, '职员', []],
  ['zheng.xinxi', '郑信息', 7, '职员', []],
  ['feng.shenji', '冯审计', 5, '职员', []],
  ['chen.gonghui', '陈工会', 5, '职员', []],
  ['chu.baohu', '褚保护', 5, '职员', []],
  ['xu.zongcai', '许总裁', 5, '总裁', []],
] as const;

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
    await tenant.addDepartment({ id: 6, name: '总裁办' });
    await tenant.addDepartment({ id: 7, name: '信息部' });
    for (const [userid, name, department, position, leaderIn] of COLLEAGUES)
      await tenant.hire({ userid, name, department, position, leaderIn: [...leaderIn] });
    await tenant.setNickname(world.group, 'qian.xiaoshou', '小钱');
  });
  await house.sync();
  await grantByName(open);
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

/** What no policy names. */
const grantByName = ({ house }: TalkingHouse): Promise<void> =>
  house.inCorp(async (tx) => {
    const [keys, at] = [await house.deps.keys.of(house.corp), await nowIn(tx)];
    for (const role of ['auditor', 'union-observer', 'privacy-officer'] as const) {
      const { personId } = await tx.account.findFirstOrThrow({ where: { userid: PLAYED_BY[role], until: null } });
      const wanted = { personId, role, endsAt: new Date('2026-12-31T16:00:00Z'), reason: '测试' };
      await grantRole(tx, { corp: house.corp, keys, at, by: 'li.renshi' }, wanted);
    }
  });

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
