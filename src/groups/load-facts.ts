import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { heldAt, holdingAt, type Moment } from '../db/moment.ts';
import { exemptionFacts } from '../duties/load-exemptions.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Approval, Member, Registered } from '../events/group.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import { appointmentsOf } from './appointments.ts';
import { byGroup } from './by-group.ts';
import { reachesOf, UNKNOWN } from './reach.ts';
import { BEFORE_PEOPLE, unseenIn } from './unseen.ts';

/** What the rows say of a group at this moment: all that rules will be told. Null when no such group is known. */
export async function loadFacts(
  tx: Tx,
  corp: Corp,
  chatId: string,
  directory: Directory,
  at: Date,
): Promise<GroupFacts | null> {
  const facts = await loadFactsOf(tx, corp, [chatId], directory, at);
  return facts.get(chatId) ?? null;
}

/**
 * The same of many groups, in as many statements as for one; unknown groups are left out. At a moment that is past they say what
 * was known then, for judging it again: what was answered or read since is not known.
 */
export async function loadFactsOf(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  directory: Directory,
  at: Date,
  moment: Moment = 'now',
): Promise<Map<string, GroupFacts>> {
  const asked = [...chatIds];
  const rows = await tx.chatGroup.findMany({ where: { corp, chatId: { in: asked } } });
  const reaches = await reachesOf(tx, corp, asked, moment);
  const states = await loadStates(tx, corp, asked, at);
  const registered = await loadRegistered(tx, corp, asked, moment);
  const members = await loadMembers(tx, corp, asked, moment);
  const answers = await loadAnswers(tx, corp, asked, at);
  const exemptions = await exemptionFacts(tx, corp, at);
  const factsOf = (row: (typeof rows)[number]): GroupFacts => {
    const { chatId, createdAt, verifiedAt } = row;
    const state = states.get(chatId);
    const reached = reaches.get(chatId) ?? UNKNOWN;
    const { reach } = reached;
    const unseen = directory.departments.size === 0 ? BEFORE_PEOPLE : unseenIn(reached, state ? verifiedAt : null);
    return {
      atMs: at.getTime(),
      group: {
        chatId,
        reach,
        name: state?.name ?? '',
        owner: state?.owner ?? '',
        admins: unseen.has('admins') ? null : (state?.admins ?? []),
        createdAtMs: createdAt?.getTime() ?? null,
      },
      registered: registered.get(chatId) ?? null,
      members: members.get(chatId) ?? [],
      directory,
      answers: answers.get(chatId) ?? new Map(),
      unseen,
      ...(exemptions.length > 0 && { exemptions }),
    };
  };
  return new Map(rows.map((row) => [row.chatId, factsOf(row)]));
}

interface StateRow {
  readonly chatId: string;
  readonly name: string;
  readonly owner: string;
  readonly admins: readonly string[];
}

/** The last state of each group that was known by then; none: it had not been read. */
async function loadStates(tx: Tx, corp: Corp, chatIds: string[], at: Date): Promise<Map<string, StateRow>> {
  const rows = await tx.$queryRaw<StateRow[]>`
    select distinct on (chat_id) chat_id as "chatId", name, owner, admins from qungui.group_state
    where corp = ${corp} and chat_id = any(${chatIds}::text[]) and since <= ${at} order by chat_id, since desc`;
  return new Map(rows.map((row) => [row.chatId, row]));
}

/** The register's line for each group, with everybody ever appointed its admin. */
export async function loadRegistered(
  tx: Tx,
  corp: Corp,
  chatIds: string[],
  moment: Moment = 'now',
): Promise<Map<string, Registered>> {
  const entries = await tx.registerEntry.findMany({ where: { corp, chatId: { in: chatIds }, ...holdingAt(moment) } });
  const appointed = byGroup(await appointmentsOf(tx, corp, chatIds));
  const promised = await papersPromised(tx, corp, chatIds, moment);
  return new Map(
    entries.map((entry): [string, Registered] => [
      entry.chatId,
      {
        kind: entry.kind,
        ownerDepartment: entry.ownerDepartment,
        purpose: entry.purpose,
        approval: entry.approval as Approval | null,
        filing: entry.filing as Approval | null,
        endsAtMs: entry.endsAt?.getTime() ?? null,
        papersUntilMs: promised.get(entry.chatId) ?? null,
        admins: (appointed.get(entry.chatId) ?? []).map((a) => ({
          userid: a.userid,
          appointedBy: a.appointedBy,
          sinceMs: a.since.getTime(),
          untilMs: a.until?.getTime() ?? null,
        })),
      },
    ]),
  );
}

/** Until when each group's old papers may be handed in: the latest promise of the inventories that asked about it by then. */
async function papersPromised(tx: Tx, corp: Corp, chatIds: string[], moment: Moment): Promise<Map<string, number>> {
  const known = moment === 'now' ? Prisma.empty : Prisma.sql`and i.started_at <= ${moment}`;
  const rows = await tx.$queryRaw<{ chatId: string; untilMs: number }[]>`
    select l.chat_id as "chatId", (extract(epoch from max(i.papers_until)) * 1000)::float8 as "untilMs"
    from qungui.inventory i
    join qungui.inventory_line l on l.corp = i.corp and l.inventory_id = i.id
    where i.corp = ${corp} ${known} and l.chat_id = any(${chatIds}::text[])
    group by l.chat_id`;
  return new Map(rows.map(({ chatId, untilMs }) => [chatId, untilMs]));
}

interface MemberRow {
  readonly chatId: string;
  readonly memberId: string;
  readonly memberKind: string;
  readonly personId: string | null;
  readonly since: Date;
  readonly joinScene: number | null;
  readonly inviter: string | null;
  readonly joinState: string | null;
  readonly nickname: string | null;
  readonly shownName: string | null;
}

async function loadMembers(tx: Tx, corp: Corp, chatIds: string[], moment: Moment): Promise<Map<string, Member[]>> {
  const rows = await tx.$queryRaw<MemberRow[]>`
    select m.chat_id as "chatId", m.member_id as "memberId", m.member_kind as "memberKind", m.person_id::text as "personId",
           m.since, m.join_scene as "joinScene", m.inviter, m.join_state as "joinState", n.nickname, n.shown_name as "shownName"
    from qungui.membership m
    left join qungui.nickname_state n
      on n.corp = m.corp and n.chat_id = m.chat_id and n.member_id = m.member_id and ${heldAt('n', moment)}
    where m.corp = ${corp} and m.chat_id = any(${chatIds}::text[]) and ${heldAt('m', moment)}
    order by m.chat_id, m.member_id`;
  return new Map([...byGroup(rows)].map(([chatId, own]) => [chatId, own.map(memberOf)]));
}

const memberOf = (row: MemberRow): Member => ({
  id: row.memberId,
  kind: row.memberKind === 'external' ? 'external' : 'employee',
  personId: row.personId === null ? null : PersonId.parse(row.personId),
  joinedAtMs: row.since.getTime(),
  joinScene: row.joinScene,
  inviter: row.inviter,
  joinState: row.joinState,
  nickname: row.nickname,
  shownName: row.shownName ?? '',
});

type Answer = 'agreed' | 'not-agreed';

/** What admins answered when they were asked about a join; the last answer counts. */
async function loadAnswers(tx: Tx, corp: Corp, chatIds: string[], at: Date): Promise<Map<string, Map<string, Answer>>> {
  const rows = await tx.$queryRaw<{ chatId: string; window: string; answer: Answer }[]>`
    select c.chat_id as "chatId", c."window", case d.action when 'not-agreed' then 'not-agreed' else 'agreed' end as answer
    from qungui.decision d
    join qungui."case" c on c.corp = d.corp and c.id = d.case_id
    where d.corp = ${corp} and c.chat_id = any(${chatIds}::text[]) and d.at <= ${at}
      and d.action in ('agreed', 'belongs', 'not-agreed')
    order by d.at`;
  return new Map(
    [...byGroup(rows)].map(([chatId, own]) => [chatId, new Map(own.map(({ window, answer }) => [window, answer]))]),
  );
}
