import type { Tx } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';

/**
 * Until when no ordinary member may hear of any fault, because it was promised when owners were first asked what their groups
 * are; null: now. A round that ends before its day leaves the promise standing.
 */
export async function quietUntil(tx: Tx, corp: Corp, at: Date): Promise<Date | null> {
  const row = await tx.inventory.findFirst({
    where: { corp, cutOffAt: { gt: at } },
    orderBy: { cutOffAt: 'desc' },
    select: { cutOffAt: true },
  });
  return row?.cutOffAt ?? null;
}
