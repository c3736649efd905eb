import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import { beginReach } from './reach.ts';
import type { SeenMember } from './snapshot.ts';
import { beginStays } from './write-roster.ts';

/** A roster change as `change_external_chat` tells it: ids, versions, and nothing of who did it [92130]. */
export interface RosterEvent {
  readonly change: 'joined' | 'left';
  readonly chatId: string;
  readonly members: readonly string[];
  readonly joinScene: number | null;
  readonly how: 'left' | 'removed' | 'unknown';
  readonly lastVersion: string | null;
  readonly version: string | null;
  readonly atMs: number;
}

/** After an event the details lag about two seconds behind, sometimes longer: two looks [92130]. */
const FIRST_LOOK_MS = 2_000;
const SECOND_LOOK_MS = 30_000;

export async function lookSoon(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<void> {
  await armTimer(tx, corp, { kind: 'look-group', subject: chatId, dueAt: new Date(at.getTime() + FIRST_LOOK_MS), at });
  await armTimer(tx, corp, { kind: 'look-again', subject: chatId, dueAt: new Date(at.getTime() + SECOND_LOOK_MS), at });
}

/** The row of a group that an event named first; locked until the transaction ends. */
export async function lockGroup(
  tx: Tx,
  corp: Corp,
  chatId: string,
  at: Date,
): Promise<{ memberVersion: string | null }> {
  await tx.$executeRaw`
    insert into qungui.chat_group (corp, chat_id, found_at) values (${corp}, ${chatId}, ${at}) on conflict do nothing`;
  await beginReach(tx, corp, [chatId], { reach: 'customer', evidence: 'change_external_chat' }, at);
  const [row] = await tx.$queryRaw<{ memberVersion: string | null }[]>`
    select member_version as "memberVersion" from qungui.chat_group
    where corp = ${corp} and chat_id = ${chatId} for update`;
  return row ?? { memberVersion: null };
}

/**
 * Applies a roster event by the official version protocol: only when it follows the version we hold. Otherwise nothing is
 * believed and the coming look fetches the whole roster [92130].
 */
export async function applyRosterEvent(
  tx: Tx,
  corp: Corp,
  event: RosterEvent,
  at: Date,
): Promise<'applied' | 'seen' | 'distrusted'> {
  const group = await lockGroup(tx, corp, event.chatId, at);
  if (event.change === 'left') await tellHow(tx, corp, event);
  if (event.version !== null && event.version === group.memberVersion) return 'seen';
  const follows = event.lastVersion !== null && event.lastVersion === group.memberVersion;
  await tx.chatGroup.updateMany({
    where: { corp, chatId: event.chatId },
    data: { eventAt: at, ...(follows ? { memberVersion: event.version } : {}) },
  });
  if (!follows) {
    if (event.change === 'left') await noteHow(tx, corp, event);
    return 'distrusted';
  }
  if (event.change === 'joined') await applyJoin(tx, corp, event);
  else await applyLeave(tx, corp, event);
  return 'applied';
}

async function applyJoin(tx: Tx, corp: Corp, event: RosterEvent): Promise<void> {
  const open = await tx.membership.findMany({
    where: { corp, chatId: event.chatId, until: null, memberId: { in: [...event.members] } },
    select: { memberId: true },
  });
  const inside = new Set(open.map((stay) => stay.memberId));
  const arriving = [...new Set(event.members)].filter((id) => !inside.has(id));
  const ours = await tx.account.findMany({ where: { corp, userid: { in: arriving } }, select: { userid: true } });
  const employees = new Set(ours.map((account) => account.userid));
  const at = new Date(event.atMs);
  const members = arriving.map(
    (id): SeenMember => ({
      id,
      kind: employees.has(id) ? 'employee' : 'external',
      joinedAt: at,
      joinScene: event.joinScene,
      inviter: null,
      joinState: null,
      nickname: null,
      shownName: '',
    }),
  );
  await beginStays(tx, corp, event.chatId, members, at, 'event');
}

async function applyLeave(tx: Tx, corp: Corp, event: RosterEvent): Promise<void> {
  await tx.membership.updateMany({
    where: { corp, chatId: event.chatId, until: null, memberId: { in: [...event.members] } },
    data: { until: new Date(event.atMs), leftHow: event.how },
  });
  await tx.nicknameState.updateMany({
    where: { corp, chatId: event.chatId, until: null, memberId: { in: [...event.members] } },
    data: { until: new Date(event.atMs) },
  });
}

/** A look that overtook the event ended the stay without knowing how; the event does know whether he left or was removed. */
async function tellHow(tx: Tx, corp: Corp, event: RosterEvent): Promise<void> {
  await tx.membership.updateMany({
    where: {
      corp,
      chatId: event.chatId,
      memberId: { in: [...event.members] },
      leftHow: 'unknown',
      until: { gte: new Date(event.atMs) },
    },
    data: { leftHow: event.how },
  });
}

/** The roster is not believed, but how somebody left is told here alone: the fetch that ends the stay finds it noted. */
async function noteHow(tx: Tx, corp: Corp, { chatId, members, how }: RosterEvent): Promise<void> {
  await tx.membership.updateMany({
    where: { corp, chatId, memberId: { in: [...members] }, until: null },
    data: { leftHow: how },
  });
}

/** The group is gone: its stays end with it. */
export async function dissolveGroup(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<void> {
  await lockGroup(tx, corp, chatId, at);
  await tx.chatGroup.updateMany({
    where: { corp, chatId, dissolvedAt: null },
    data: { dissolvedAt: at, verifiedAt: at },
  });
  await tx.membership.updateMany({ where: { corp, chatId, until: null }, data: { until: at, leftHow: 'unknown' } });
  await tx.groupState.updateMany({ where: { corp, chatId, until: null }, data: { until: at } });
  await tx.nicknameState.updateMany({ where: { corp, chatId, until: null }, data: { until: at } });
}
