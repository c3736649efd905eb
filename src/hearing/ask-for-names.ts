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
  const groups = await tx.chatGroup.findMany({
    where: { corp, chatId: { in: chatIds } },
    select: { chatId: true, verifiedAt: true },
  });
  for (const { chatId, verifiedAt } of groups) {
    const dueAt = new Date(Math.max(at.getTime(), (verifiedAt?.getTime() ?? 0) + APART_MS));
    await armTimers(tx, corp, { kind: 'look-group', subjects: [chatId], dueAt, at });
  }
}
