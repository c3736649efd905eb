import type { Tx } from '../db/client.ts';
import type { GroupEvent } from '../events/callback-event.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';
import { type Followed, followVersions, type Judged, type RosterEvent, wavesOf } from './follow-versions.ts';
import { beginReach } from './reach.ts';
import { noteHow, tellHow, writeJoins, writeLeaves } from './write-moves.ts';

/** After an event the details lag about two seconds behind, sometimes longer: two looks [92130]. */
const FIRST_LOOK_MS = 2_000;
const SECOND_LOOK_MS = 30_000;

/**
 * Applies events of groups, in their order, and arms the looks they ask for: a few statements, however many there are. Late, doubled and
 * reordered events end in the same rows.
 */
export async function applyGroupEvents(
  tx: Tx,
  corp: Corp,
  events: readonly GroupEvent[],
  at: Date,
): Promise<readonly Followed[]> {
  const gone = events.flatMap((event) => (event.kind === 'group-dismissed' ? [event.chatId] : []));
  const changed = events.flatMap((event) => (event.kind === 'group-dismissed' ? [] : [event.chatId]));
  const held = await lockGroups(
    tx,
    corp,
    events.map(({ chatId }) => chatId),
    at,
  );
  const followed = await applyRoster(tx, corp, events.flatMap(rosterOf), held, at);
  for (const chatId of new Set(gone)) await endGroup(tx, corp, chatId, at);
  const later = (ms: number): Date => new Date(at.getTime() + ms);
  await armTimers(tx, corp, { kind: 'look-group', subjects: gone, at });
  await armTimers(tx, corp, { kind: 'look-group', subjects: changed, dueAt: later(FIRST_LOOK_MS), at });
  await armTimers(tx, corp, { kind: 'look-again', subjects: changed, dueAt: later(SECOND_LOOK_MS), at });
  return followed;
}

/** The versions of groups, of which events may have named some first; their rows are locked until the transaction ends. */
export async function lockGroups(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, string | null>> {
  // One order for all: two transactions that want the same groups wait for each other, and neither for ever.
  const wanted = [...new Set(chatIds)].sort();
  await tx.$executeRaw`
    insert into qungui.chat_group (corp, chat_id, found_at)
    select ${corp}, chat_id, ${at} from unnest(${wanted}::text[]) as chat_id on conflict do nothing`;
  await beginReach(tx, corp, wanted, { reach: 'customer', evidence: 'change_external_chat' }, at);
  const rows = await tx.$queryRaw<{ chatId: string; memberVersion: string | null }[]>`
    select chat_id as "chatId", member_version as "memberVersion" from qungui.chat_group
    where corp = ${corp} and chat_id = any(${wanted}::text[]) order by chat_id for update`;
  return new Map(rows.map(({ chatId, memberVersion }) => [chatId, memberVersion]));
}

async function applyRoster(
  tx: Tx,
  corp: Corp,
  events: readonly RosterEvent[],
  held: ReadonlyMap<string, string | null>,
  at: Date,
): Promise<readonly Followed[]> {
  if (events.length === 0) return [];
  const { judged, versions } = followVersions(events, held);
  for (const wave of wavesOf(judged)) await applyWave(tx, corp, wave);
  const news = judged.flatMap(({ event, followed }) => (followed === 'seen' ? [] : [event.chatId]));
  const moved = [...new Set(news)];
  await tx.$executeRaw`
    update qungui.chat_group g set event_at = ${at}, member_version = told.version
    from unnest(${moved}::text[], ${moved.map((chatId) => versions.get(chatId) ?? null)}::text[]) as told (chat_id, version)
    where g.corp = ${corp} and g.chat_id = told.chat_id`;
  return judged.map(({ followed }) => followed);
}

/** Of each group one event at most. */
async function applyWave(tx: Tx, corp: Corp, wave: readonly Judged[]): Promise<void> {
  const of = (change: RosterEvent['change'], wanted?: Followed): RosterEvent[] =>
    wave.flatMap(({ event, followed }) =>
      event.change === change && (wanted === undefined || followed === wanted) ? [event] : [],
    );
  await tellHow(tx, corp, of('left'));
  await writeLeaves(tx, corp, of('left', 'applied'));
  await noteHow(tx, corp, of('left', 'distrusted'));
  await writeJoins(tx, corp, of('joined', 'applied'));
}

/** What an event says of a roster; nothing of it: none. */
function rosterOf(event: GroupEvent): RosterEvent[] {
  if (event.kind !== 'members-joined' && event.kind !== 'members-left') return [];
  const joined = event.kind === 'members-joined';
  return [
    {
      change: joined ? 'joined' : 'left',
      chatId: event.chatId,
      members: event.members,
      joinScene: joined ? event.joinScene : null,
      how: joined ? 'unknown' : howLeft(event.quitScene),
      lastVersion: event.lastMemVer || null,
      version: event.curMemVer || null,
      atMs: event.createdAtMs,
    },
  ];
}

/** QuitScene: 0 left by himself, 1 removed by the owner or an admin; which of them is never told [92130]. */
function howLeft(quitScene: number | null): RosterEvent['how'] {
  if (quitScene === 0) return 'left';
  return quitScene === 1 ? 'removed' : 'unknown';
}

/** The group is gone: its stays end with it. */
export async function dissolveGroup(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<void> {
  await lockGroups(tx, corp, [chatId], at);
  await endGroup(tx, corp, chatId, at);
}

async function endGroup(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<void> {
  await tx.chatGroup.updateMany({
    where: { corp, chatId, dissolvedAt: null },
    data: { dissolvedAt: at, verifiedAt: at },
  });
  await tx.membership.updateMany({ where: { corp, chatId, until: null }, data: { until: at, leftHow: 'unknown' } });
  await tx.groupState.updateMany({ where: { corp, chatId, until: null }, data: { until: at } });
  await tx.nicknameState.updateMany({ where: { corp, chatId, until: null }, data: { until: at } });
}
