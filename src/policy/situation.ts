import type { FactKind, GroupFacts, Unseen } from '../events/facts.ts';
import { joinKey } from '../events/facts.ts';
import type { Approval, Member, Reach, Registered } from '../events/group.ts';
import type { Directory } from '../events/person.ts';
import type { CaseMember, CasesFile, PolicyCase } from './cases-file.ts';
import { withHits } from './hear.ts';
import type { Kind, Policy } from './policy.ts';
import { overheardIn } from './situation-content.ts';
import { accountIn, LONG_AGO_MS, outsiderId, personIdOf } from './situation-directory.ts';
import { recordsOf } from './situation-records.ts';
import { talkIn, type WhoIsWho } from './situation-talk.ts';

/** What a group of a reach does not show; the house knows, the file does not say. */
export type UnseenIn = (reach: Reach) => ReadonlyMap<FactKind, Unseen>;

const EVERY_FACT: readonly FactKind[] = ['roster', 'owner', 'admins', 'inviter', 'nickname', 'contact', 'messages'];

/** What the house knows and no file says. */
export interface House {
  readonly unseenIn: UnseenIn;
  readonly whoIsWho: WhoIsWho;
}

interface Told extends House {
  readonly policy: Policy;
  readonly file: CasesFile;
  readonly kind: Kind | null;
  readonly directory: Directory;
  /** A kind by its name in the file. */
  readonly kindOf: (name: string) => Kind | null;
}

/** The facts that a case describes. Its names were looked up before. */
export function situationOf(one: PolicyCase, told: Told): GroupFacts {
  const { file, kind, directory, unseenIn, kindOf } = told;
  const { 群: group, 成员: stays } = one;
  const reach = group.类型 ?? kind?.reach[0] ?? 'unknown';
  const unseen = group.读取 === 'read' ? heardIn(group, unseenIn(reach)) : blindBecause(group.读取);
  const account = accountIn(file);
  const members = stays.map((stay) => memberOf(stay, unseen, file));
  const owner = group.群主 ?? group.任命[0]?.谁 ?? stays[0]?.谁;
  const facts: GroupFacts = {
    atMs: one.时间 ?? file.时间,
    group: {
      chatId: 'wr-case',
      reach,
      name: group.群名,
      owner: owner === undefined ? '' : account(owner),
      admins: unseen.has('admins') ? null : group.管理员.map(account),
      createdAtMs: group.建群 ?? LONG_AGO_MS,
    },
    registered: kind === null ? null : registeredOf(group, kind, account),
    members,
    directory,
    answers: new Map(
      stays.flatMap(({ 答复: answer }, i) => (answer ? [[joinKey(members[i] as Member), answer] as const] : [])),
    ),
    unseen,
  };
  const talk = talkIn(one, facts, told);
  const known = { ...facts, records: { ...recordsOf(one, { file, kindOf }), talk } };
  return withHits(told.policy, known, overheardIn(one, file, talk?.messages ?? []));
}

/** Where a case says what was said, messages are archived. */
const heardIn = (
  { 对话: says }: PolicyCase['群'],
  unseen: ReadonlyMap<FactKind, Unseen>,
): ReadonlyMap<FactKind, Unseen> =>
  says === undefined ? unseen : new Map([...unseen].filter(([fact]) => fact !== 'messages'));

const blindBecause = (reason: Unseen): ReadonlyMap<FactKind, Unseen> =>
  new Map(EVERY_FACT.map((fact) => [fact, reason] as const));

function memberOf(stay: CaseMember, unseen: ReadonlyMap<FactKind, Unseen>, file: CasesFile): Member {
  const inside = Object.hasOwn(file.人员, stay.谁);
  const { 邀请人: inviter, 渠道: state, 群昵称: nickname = '', 显示名: shown = stay.谁 } = stay;
  return {
    id: inside ? accountIn(file)(stay.谁) : outsiderId(stay.谁),
    kind: inside ? 'employee' : 'external',
    personId: inside ? personIdOf(stay.谁, file) : null,
    joinedAtMs: stay.入群 ?? LONG_AGO_MS,
    joinScene: stay.方式,
    inviter: inviter === undefined || unseen.has('inviter') ? null : accountIn(file)(inviter),
    joinState: state ?? null,
    nickname: unseen.has('nickname') ? null : nickname,
    shownName: shown,
  };
}

function registeredOf(group: PolicyCase['群'], kind: Kind, account: (name: string) => string): Registered {
  return {
    kind: kind.id,
    ownerDepartment: group.主管部门,
    purpose: group.用途,
    approval: permitOf(group.审批),
    filing: permitOf(group.备案),
    endsAtMs: group.到期 ?? null,
    papersUntilMs: group.补备案至 ?? null,
    admins: group.任命.map(({ 谁: who, 由: by, 自: since, 至: until }) => ({
      userid: account(who),
      appointedBy: by,
      sinceMs: since ?? LONG_AGO_MS,
      untilMs: until ?? null,
    })),
  };
}

const permitOf = (permit: PolicyCase['群']['审批']): Approval | null =>
  permit ? { by: permit.由, number: permit.编号, date: permit.日期 } : null;
