import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import { type Approval, type Member, REACHES, type Reach, type Registered } from '../events/group.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, PersonId } from '../ids.ts';
import { unseenIn } from './unseen.ts';

/** What the rows say of a group at this moment: all that rules will be told. Null when no such group is known. */
export async function loadFacts(
  tx: Tx,
  corp: Corp,
  chatId: string,
  directory: Directory,
  at: Date,
): Promise<GroupFacts | null> {
  const row = await tx.chatGroup.findUnique({ where: { corp_chatId: { corp, chatId } } });
  if (!row) return null;
  const state = await tx.groupState.findFirst({ where: { corp, chatId }, orderBy: { since: 'desc' } });
  const reach: Reach = REACHES.find((known) => known === row.reach) ?? 'unknown';
  const unseen = unseenIn(reach, row.verifiedAt);
  return {
    atMs: at.getTime(),
    group: {
      chatId,
      reach,
      name: state?.name ?? '',
      owner: state?.owner ?? '',
      admins: unseen.has('admins') ? null : (state?.admins ?? []),
      createdAtMs: row.createdAt?.getTime() ?? null,
    },
    registered: await loadRegistered(tx, corp, chatId),
    members: await loadMembers(tx, corp, chatId),
    directory,
    answers: await loadAnswers(tx, corp, chatId),
    unseen,
  };
}

/** The register's current line for a group, with everybody ever appointed its admin. */
export async function loadRegistered(tx: Tx, corp: Corp, chatId: string): Promise<Registered | null> {
  const entry = await tx.registerEntry.findFirst({ where: { corp, chatId, until: null } });
  if (!entry) return null;
  const appointed = await tx.appointment.findMany({ where: { corp, chatId }, orderBy: { since: 'asc' } });
  return {
    kind: entry.kind,
    ownerDepartment: entry.ownerDepartment,
    purpose: entry.purpose,
    approval: entry.approval as Approval | null,
    filing: entry.filing as Approval | null,
    endsAtMs: entry.endsAt?.getTime() ?? null,
    admins: appointed.map((a) => ({
      userid: a.userid,
      appointedBy: a.appointedBy,
      sinceMs: a.since.getTime(),
      untilMs: a.until?.getTime() ?? null,
    })),
  };
}

interface MemberRow {
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

async function loadMembers(tx: Tx, corp: Corp, chatId: string): Promise<Member[]> {
  const rows = await tx.$queryRaw<MemberRow[]>`
    select m.member_id as "memberId", m.member_kind as "memberKind", m.person_id::text as "personId", m.since,
           m.join_scene as "joinScene", m.inviter, m.join_state as "joinState", n.nickname, n.shown_name as "shownName"
    from qungui.membership m
    left join qungui.nickname_state n
      on n.corp = m.corp and n.chat_id = m.chat_id and n.member_id = m.member_id and n.until is null
    where m.corp = ${corp} and m.chat_id = ${chatId} and m.until is null
    order by m.member_id`;
  return rows.map((row) => ({
    id: row.memberId,
    kind: row.memberKind === 'external' ? 'external' : 'employee',
    personId: row.personId === null ? null : PersonId.parse(row.personId),
    joinedAtMs: row.since.getTime(),
    joinScene: row.joinScene,
    inviter: row.inviter,
    joinState: row.joinState,
    nickname: row.nickname,
    shownName: row.shownName ?? '',
  }));
}

/** What admins answered when they were asked about a join; the last answer counts. */
async function loadAnswers(tx: Tx, corp: Corp, chatId: string): Promise<Map<string, 'agreed' | 'not-agreed'>> {
  const rows = await tx.$queryRaw<{ window: string; answer: 'agreed' | 'not-agreed' }[]>`
    select c."window", case d.action when 'not-agreed' then 'not-agreed' else 'agreed' end as answer
    from qungui.decision d
    join qungui."case" c on c.corp = d.corp and c.id = d.case_id
    where d.corp = ${corp} and c.chat_id = ${chatId} and d.action in ('agreed', 'belongs', 'not-agreed')
    order by d.at`;
  return new Map(rows.map((row) => [row.window, row.answer]));
}
