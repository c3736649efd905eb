import { type Words, w } from '../../wecom/errcodes/entry.ts';
import { type Check, cannotTell, type Finding, fails, found, warns } from '../check.ts';
import type { Patient } from '../patient.ts';
import { lastEvents, untold } from '../seen-events.ts';

interface Switch {
  readonly name: Words;
  /** WeCom's first word of the events it lets through; any of them shows that it is on. */
  readonly events: readonly string[];
  readonly where: Words;
  /** What to do, so that an event must come. */
  readonly provoke: Words;
}

const RECEIVE = '管理后台 → 应用管理 → 本应用 → 接收消息 → 修改';
const inApp = (box: string): Words => w(`${RECEIVE} → 勾选「${box}」`, `${RECEIVE}: tick 「${box}」`);

const GROUPS: Switch = {
  name: w('外部联系人变更回调', 'changes of customers and their groups'),
  events: ['change_external_chat', 'change_external_contact'],
  where: inApp('外部联系人变更回调'),
  provoke: w('请一位群主改一下客户群的群名', 'let an owner rename a customer group'),
};
const PEOPLE: Switch = {
  name: w('通讯录变更', 'changes of the directory'),
  events: ['change_contact'],
  where: w(
    '管理后台 → 管理工具 → 通讯录同步 → 设置接收事件服务器',
    'Admin console → 管理工具 → 通讯录同步 → 设置接收事件服务器',
  ),
  provoke: w('把一个测试成员调到另一个部门再调回来', 'move a test account to another department and back'),
};
const ANSWERS: Switch = {
  name: w('卡片按钮和成员消息', 'buttons of cards, and what members write'),
  events: ['template_card_event', 'template_card_menu_event', 'text', 'click'],
  where: inApp('用户发送的普通消息'),
  provoke: w('给应用发一个字', 'write one letter to the app'),
};
const APPROVALS: Switch = {
  name: w('审批状态通知事件', 'approvals that move'),
  events: ['sys_approval_change'],
  where: inApp('审批状态通知事件'),
  provoke: w('交一张测试审批单', 'hand in a test form'),
};

/** Which events are ticked no API says: what has come shows it, and what should have come and has not. */
export const events: Check = {
  id: 'events',
  title: w('事件开关', 'events that are ticked'),
  async look(patient) {
    const { deps, corp } = patient;
    const last = await deps.db.withCorp(corp.slug, (tx) => lastEvents(tx, corp.slug));
    const switches = [GROUPS, ANSWERS, ...(corp.surfaces.contacts ? [PEOPLE] : []), ...(await approvalsIn(patient))];
    const seen = switches.filter((one) => lastOf(one, last) !== null);
    const others = switches.filter((one) => one !== GROUPS && lastOf(one, last) === null);
    return found(
      w(
        `收到过 ${seen.length} / ${switches.length} 类：${seen.map(({ name }) => name.zh).join('、') || '无'}`,
        `${seen.length} of ${switches.length} kinds have come: ${seen.map(({ name }) => name.en).join('; ') || 'none'}`,
      ),
      ...(await aboutGroups(patient, lastOf(GROUPS, last))),
      ...others.map(neverCame),
    );
  },
};

function lastOf({ events: names }: Switch, last: ReadonlyMap<string, Date>): Date | null {
  const times = names.flatMap((name) => last.get(name)?.getTime() ?? []);
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

/** Only who has ever handed a form in waits for its word. */
const approvalsIn = ({ deps, corp: { slug } }: Patient): Promise<Switch[]> =>
  deps.db.withCorp(slug, async (tx) =>
    (await tx.approvalRequest.count({ where: { corp: slug } })) > 0 ? [APPROVALS] : [],
  );

/** A single join without its event may be one that got lost; WeCom promises no delivery [92130]. */
const MANY = 3;

async function aboutGroups({ deps, corp: { slug }, at }: Patient, last: Date | null): Promise<Finding[]> {
  const missed = await deps.db.withCorp(slug, (tx) => untold(tx, slug, last, at));
  if (missed === 0) return last === null ? [neverCame(GROUPS)] : [];
  const tell = last === null || missed >= MANY ? fails : warns;
  const since = last === null ? null : last.toISOString().slice(0, 16).replace('T', ' ');
  return [
    tell({
      what: w(
        `读群时发现 ${missed} 人进了客户群，${since ? `${since}（UTC）之后` : ''}没有一个事件通知过`,
        `joins of customer groups that reading found and no event told of${since ? ` since ${since} UTC` : ''}: ${missed}`,
      ),
      why: w(
        '事件开关「外部联系人变更回调」没有勾选，或应用不在客户联系的可调用名单。',
        'The switch 外部联系人变更回调 is not ticked, or the app is not callable for 客户联系.',
      ),
      where: GROUPS.where,
    }),
  ];
}

const neverCame = ({ name, where, provoke }: Switch): Finding =>
  cannotTell({
    what: w(`「${name.zh}」的事件还没有收到过`, `no event has come yet: ${name.en}`),
    why: w('开关是否勾选，没有接口可查；只有收到了才知道。', 'No API says whether it is ticked; only an event does.'),
    where: w(
      `先看 ${where.zh}；再${provoke.zh}，一分钟后运行 doctor --only events`,
      `Look at ${where.en}; then ${provoke.en}, and run doctor --only events a minute later`,
    ),
  });
