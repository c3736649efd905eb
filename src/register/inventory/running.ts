import type { Tx } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';

/** Until when no ordinary member may hear of any fault, because owners are still being asked what their groups are; null: now. */
export async function quietUntil(tx: Tx, corp: Corp, at: Date): Promise<Date | null> {
  const row = await tx.inventory.findFirst({
    where: { corp, endedAt: null, cutOffAt: { gt: at } },
    select: { cutOffAt: true },
  });
  return row?.cutOffAt ?? null;
}
