import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';

/** Has the groups looked at again in which these persons are now: what is known of them has changed. */
export async function lookWhereTheyAre(tx: Tx, corp: Corp, personIds: readonly string[], at: Date): Promise<void> {
  const stays = await tx.membership.findMany({
    where: { corp, personId: { in: [...personIds] }, until: null },
    distinct: ['chatId'],
    select: { chatId: true },
  });
  const groups = stays.map((stay) => stay.chatId);
  await armTimers(tx, corp, 'look-group', groups, at, at);
}

/** Has every living group looked at again: who is concerned, only the rules can tell. */
export async function lookEverywhere(tx: Tx, corp: Corp, at: Date): Promise<void> {
  const rows = await tx.chatGroup.findMany({ where: { corp, dissolvedAt: null }, select: { chatId: true } });
  const groups = rows.map((row) => row.chatId);
  await armTimers(tx, corp, 'look-group', groups, at, at);
}
