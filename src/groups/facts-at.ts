import type { Tx } from '../db/client.ts';
import { holdingAt } from '../db/moment.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Approval, Member, Registered } from '../events/group.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import { appointmentsOf } from './appointments.ts';
import { reachesOf } from './reach.ts';
import { unseenIn } from './unseen.ts';

interface Row {
  readonly chatId: string;
  readonly createdAt: Date | null;
  readonly verifiedAt: Date | null;
}

/** The groups that were known and alive at a moment, in a fixed order. */
export async function groupsAt(tx: Tx, corp: Corp, at: Date): Promise<Row[]> {
  return tx.chatGroup.findMany({
    where: { corp, foundAt: { lte: at }, OR: [{ dissolvedAt: null }, { dissolvedAt: { gt: at } }] },
    select: { chatId: true, createdAt: true, verifiedAt: true },
    orderBy: { chatId: 'asc' },
  });
}

/**
 * What the rows say of groups at a moment that is past: for judging it again. What was answered since is not known then. Who
 * was before and stands beside is left out, so rules that ask for it answer "data gap".
 */
export async function loadFactsAt(
  tx: Tx,
  corp: Corp,
  groups: readonly Row[],
  directory: Directory,
  at: Date,
): Promise<GroupFacts[]> {
  const chatIds = groups.map(({ chatId }) => chatId);
  const reaches = await reachesOf(tx, corp, chatIds, at);
  const states = byGroup(
    await tx.groupState.findMany({
      where: { corp, chatId: { in: chatIds }, since: { lte: at } },
      orderBy: { since: 'asc' },
    }),
  );
  const registered = await registeredAt(tx, corp, chatIds, at);
  const members = byGroup(await membersAt(tx, corp, chatIds, at));
  const answers = byGroup(await answersAt(tx, corp, chatIds, at));
  return groups.map(({ chatId, createdAt, verifiedAt }) => {
    const reach = reaches.get(chatId)?.reach ?? 'unknown';
    const unseen = unseenIn(reach, verifiedAt);
    const state = states.get(chatId)?.at(-1);
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
      members: (members.get(chatId) ?? []).map(memberOf),
      directory,
      answers: new Map((answers.get(chatId) ?? []).map(({ window, answer }) => [window, answer])),
      unseen,
    };
  });
}

async function registeredAt(tx: Tx, corp: Corp, chatIds: string[], at: Date): Promise<Map<string, Registered>> {
  const entries = await tx.registerEntry.findMany({ where: { corp, chatId: { in: chatIds }, ...holdingAt(at) } });
  const appointed = byGroup(await appointmentsOf(tx, corp, chatIds));
  return new Map(
    entries.map((entry) => [
      entry.chatId,
      {
        kind: entry.kind,
        ownerDepartment: entry.ownerDepartment,
        purpose: entry.purpose,
        approval: entry.approval as Approval | null,
        filing: entry.filing as Approval | null,
        endsAtMs: entry.endsAt?.getTime() ?? null,
        admins: (appointed.get(entry.chatId) ?? []).map(({ userid, appointedBy, since, until }) => ({
          userid,
          appointedBy,
          sinceMs: since.getTime(),
          untilMs: until?.getTime() ?? null,
        })),
      },
    ]),
  );
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

const membersAt = (tx: Tx, corp: Corp, chatIds: string[], at: Date): Promise<MemberRow[]> =>
  tx.$queryRaw<MemberRow[]>`
    select m.chat_id as "chatId", m.member_id as "memberId", m.member_kind as "memberKind", m.person_id::text as "personId",
           m.since, m.join_scene as "joinScene", m.inviter, m.join_state as "joinState", n.nickname, n.shown_name as "shownName"
    from qungui.membership m
    left join lateral (
      select s.nickname, s.shown_name from qungui.nickname_state s
      where s.corp = m.corp and s.chat_id = m.chat_id and s.member_id = m.member_id and s.since <= ${at}
        and (s.until is null or s.until > ${at})
      order by s.since desc limit 1) n on true
    where m.corp = ${corp} and m.chat_id = any(${chatIds}::text[]) and m.since <= ${at} and (m.until is null or m.until > ${at})
    order by m.chat_id, m.member_id`;

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

interface AnswerRow {
  readonly chatId: string;
  readonly window: string;
  readonly answer: 'agreed' | 'not-agreed';
}

const answersAt = (tx: Tx, corp: Corp, chatIds: string[], at: Date): Promise<AnswerRow[]> =>
  tx.$queryRaw<AnswerRow[]>`
    select c.chat_id as "chatId", c."window", case d.action when 'not-agreed' then 'not-agreed' else 'agreed' end as answer
    from qungui.decision d
    join qungui."case" c on c.corp = d.corp and c.id = d.case_id
    where d.corp = ${corp} and c.chat_id = any(${chatIds}::text[]) and d.at <= ${at}
      and d.action in ('agreed', 'belongs', 'not-agreed')
    order by d.at`;

function byGroup<Row extends { readonly chatId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.chatId, [...(groups.get(row.chatId) ?? []), row]);
  return groups;
}
