import { createHash } from 'node:crypto';
import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { SHOWN_BY_ARCHIVE, setReach } from './reach.ts';
import type { Snapshot } from './snapshot.ts';
import { writeNicknames } from './write-nicknames.ts';
import { writeRoster } from './write-roster.ts';

/** How long after an event a fetch may still answer the roster of before it [92130]. */
export const SETTLES_AFTER_MS = 25_000;

/**
 * Makes a fetched group the state of its rows. `overtaken`: an event changed the roster or another look wrote it while the
 * fetch was under way, or an event is so recent that the fetch may be older; nothing is written then, and the caller looks again.
 */
export async function writeSnapshot(
  tx: Tx,
  corp: Corp,
  chatId: string,
  snapshot: Snapshot,
  before: { readonly memberVersion: string | null; readonly verifiedAt: Date | null },
  at: Date,
): Promise<'written' | 'overtaken'> {
  const [row] = await tx.$queryRaw<
    { member_version: string | null; event_at: Date | null; verified_at: Date | null }[]
  >`
    select member_version, event_at, verified_at from qungui.chat_group
    where corp = ${corp} and chat_id = ${chatId} for update`;
  if (row && row.member_version !== before.memberVersion) return 'overtaken';
  if (row && row.verified_at?.getTime() !== before.verifiedAt?.getTime()) return 'overtaken';
  const agrees = snapshot.memberVersion !== null && snapshot.memberVersion === row?.member_version;
  const fresh = row?.event_at ? at.getTime() - row.event_at.getTime() < SETTLES_AFTER_MS : false;
  if (row && fresh && !agrees) return 'overtaken';
  await writeGroup(tx, corp, chatId, snapshot, at);
  await writeGroupState(tx, corp, chatId, snapshot, at);
  await writeRoster(tx, corp, chatId, snapshot, { at, before: row?.verified_at ?? null });
  await writeNicknames(tx, corp, chatId, snapshot.members, at);
  return 'written';
}

const SHOWN_BY = { customer: 'groupchat/get', managed: 'appchat/get', internal: SHOWN_BY_ARCHIVE } as const;

async function writeGroup(tx: Tx, corp: Corp, chatId: string, snapshot: Snapshot, at: Date): Promise<void> {
  const told = {
    memberVersion: snapshot.memberVersion,
    verifiedAt: at,
    dissolvedAt: null,
    ...(snapshot.creator && { creator: snapshot.creator }),
  };
  await tx.chatGroup.upsert({
    where: { corp_chatId: { corp, chatId } },
    create: { corp, chatId, ...told, createdAt: snapshot.createdAt, foundAt: at },
    update: { ...told, ...(snapshot.createdAt ? { createdAt: snapshot.createdAt } : {}) },
  });
  await setReach(tx, corp, chatId, { reach: snapshot.reach, evidence: SHOWN_BY[snapshot.reach] }, at);
}

async function writeGroupState(tx: Tx, corp: Corp, chatId: string, snapshot: Snapshot, at: Date): Promise<void> {
  const noticeHash = snapshot.notice === null ? null : createHash('sha256').update(snapshot.notice).digest('hex');
  const admins = [...(snapshot.admins ?? [])].sort();
  const row = await tx.groupState.findFirst({ where: { corp, chatId, until: null } });
  const owner = snapshot.owner || (row?.owner ?? '');
  const same =
    row &&
    row.name === snapshot.name &&
    row.owner === owner &&
    row.noticeHash === noticeHash &&
    row.admins.join() === admins.join();
  if (same) return;
  if (row) await tx.groupState.updateMany({ where: { corp, id: row.id }, data: { until: at } });
  await tx.groupState.create({
    data: { corp, id: newId(), chatId, since: at, name: snapshot.name, owner, admins, noticeHash },
  });
}
