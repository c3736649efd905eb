import type { Tx } from '../db/client.ts';
import type { Message } from '../events/message.ts';
import type { Corp } from '../ids.ts';
import { unmetNames } from '../messages/may-mean.ts';
import { namesAskedFor } from '../messages/meet-names.ts';
import { armTimers } from '../timers/arm.ts';

/** A roster is read for the names in messages so often at most. */
const APART_MS = 5 * 60_000;

/**
 * Has the rosters read of groups in which somebody is named whom nobody knows: he may have renamed himself. Once a group and some minutes,
 * however many name him; and not for a name for which it was read already.
 */
export async function askForNames(tx: Tx, corp: Corp, messages: readonly Message[], at: Date): Promise<void> {
  const naming = messages.flatMap((message) => unmetNames(message).map((name) => ({ chatId: message.chatId, name })));
  if (naming.length === 0) return;
  const asked = await namesAskedFor(tx, corp, [...new Set(naming.map(({ chatId }) => chatId))]);
  const chatIds = [...new Set(naming.flatMap(({ chatId, name }) => (asked(chatId, name) ? [] : [chatId])))];
  // One that was never read shows no names, or is read anyway since it is new.
  const groups = await tx.chatGroup.findMany({
    where: { corp, chatId: { in: chatIds }, verifiedAt: { not: null } },
    select: { chatId: true, verifiedAt: true },
  });
  const looked = await lastLooks(
    tx,
    corp,
    groups.map(({ chatId }) => chatId),
    at,
  );
  for (const { chatId, verifiedAt } of groups) {
    const lastMs = Math.max(verifiedAt?.getTime() ?? 0, looked.get(chatId) ?? 0);
    const dueAt = new Date(Math.max(at.getTime(), lastMs + APART_MS));
    await armTimers(tx, corp, { kind: 'look-group', subjects: [chatId], dueAt, at });
  }
}

/** When each of these was looked at just now, whether it could be read or not. */
async function lastLooks(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.timer.groupBy({
    by: ['subject'],
    where: {
      corp,
      kind: 'look-group',
      subject: { in: [...chatIds] },
      endedAt: { gt: new Date(at.getTime() - APART_MS) },
    },
    _max: { endedAt: true },
  });
  return new Map(
    rows.flatMap(({ subject, _max }) => (_max.endedAt ? [[subject, _max.endedAt.getTime()] as const] : [])),
  );
}
