import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { RosterEvent } from './follow-versions.ts';
import { type Arriving, beginStays } from './write-roster.ts';

/** Who left where, when and how: columns for one statement. */
interface Lines {
  readonly chatIds: string[];
  readonly memberIds: string[];
  readonly ats: Date[];
  readonly hows: string[];
}

const linesOf = (events: readonly RosterEvent[]): Lines => {
  const lines = events.flatMap(({ chatId, members, atMs, how }) =>
    members.map((memberId) => ({ chatId, memberId, at: new Date(atMs), how })),
  );
  return {
    chatIds: lines.map(({ chatId }) => chatId),
    memberIds: lines.map(({ memberId }) => memberId),
    ats: lines.map(({ at }) => at),
    hows: lines.map(({ how }) => how),
  };
};

/** Begins a stay for whoever is told to have joined and is not inside. Of each group one event. */
export async function writeJoins(tx: Tx, corp: Corp, joins: readonly RosterEvent[]): Promise<void> {
  if (joins.length === 0) return;
  const { chatIds, memberIds } = linesOf(joins);
  const known = await tx.$queryRaw<{ chatId: string; memberId: string; kind: 'employee' | 'external' | 'inside' }[]>`
    select asked.chat_id as "chatId", asked.member_id as "memberId",
           case when exists (select from qungui.membership m where m.corp = ${corp} and m.chat_id = asked.chat_id
                             and m.member_id = asked.member_id and m.until is null) then 'inside'
                when exists (select from qungui.account a where a.corp = ${corp} and a.userid = asked.member_id) then 'employee'
                else 'external' end as kind
    from (select distinct * from unnest(${chatIds}::text[], ${memberIds}::text[]) as named (chat_id, member_id)) asked`;
  const byGroup = new Map(joins.map((event) => [event.chatId, event]));
  const arriving = known.flatMap(({ chatId, memberId, kind }): Arriving[] => {
    const event = byGroup.get(chatId);
    if (!event || kind === 'inside') return [];
    const joinedAt = new Date(event.atMs);
    return [{ chatId, id: memberId, kind, joinedAt, joinScene: event.joinScene, inviter: null, joinState: null }];
  });
  await beginStays(tx, corp, arriving, 'event');
}

/** Ends the stays and the names of whoever is told to have left. */
export async function writeLeaves(tx: Tx, corp: Corp, leaves: readonly RosterEvent[]): Promise<void> {
  if (leaves.length === 0) return;
  const { chatIds, memberIds, ats, hows } = linesOf(leaves);
  await tx.$executeRaw`
    with gone as (
      select * from unnest(${chatIds}::text[], ${memberIds}::text[], ${ats}::timestamptz[], ${hows}::text[]) as told (chat_id, member_id, at, how)
    ), names as (
      update qungui.nickname_state n set until = gone.at from gone
      where n.corp = ${corp} and n.chat_id = gone.chat_id and n.member_id = gone.member_id and n.until is null
    )
    update qungui.membership m set until = gone.at, left_how = gone.how from gone
    where m.corp = ${corp} and m.chat_id = gone.chat_id and m.member_id = gone.member_id and m.until is null`;
}

/** A look that overtook the event ended the stay without knowing how; the event does know whether he left or was removed. */
export async function tellHow(tx: Tx, corp: Corp, leaves: readonly RosterEvent[]): Promise<void> {
  if (leaves.length === 0) return;
  const { chatIds, memberIds, ats, hows } = linesOf(leaves);
  await tx.$executeRaw`
    update qungui.membership m set left_how = told.how
    from unnest(${chatIds}::text[], ${memberIds}::text[], ${ats}::timestamptz[], ${hows}::text[]) as told (chat_id, member_id, at, how)
    where m.corp = ${corp} and m.chat_id = told.chat_id and m.member_id = told.member_id and m.left_how = 'unknown' and m.until >= told.at`;
}

/** The roster is not believed, but how somebody left is told here alone: the fetch that ends the stay finds it noted. */
export async function noteHow(tx: Tx, corp: Corp, leaves: readonly RosterEvent[]): Promise<void> {
  if (leaves.length === 0) return;
  const { chatIds, memberIds, hows } = linesOf(leaves);
  await tx.$executeRaw`
    update qungui.membership m set left_how = told.how
    from unnest(${chatIds}::text[], ${memberIds}::text[], ${hows}::text[]) as told (chat_id, member_id, how)
    where m.corp = ${corp} and m.chat_id = told.chat_id and m.member_id = told.member_id and m.until is null`;
}
