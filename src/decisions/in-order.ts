import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/**
 * Cases in the order in which everybody holds many of them: by group, then by case. Two who decide, or take back, many at once wait for
 * one another in turn, and never both at once. Those that are not there are left out.
 */
export async function inOrder(tx: Tx, corp: Corp, caseIds: readonly string[]): Promise<string[]> {
  const rows = await tx.case.findMany({
    where: { corp, id: { in: [...caseIds] } },
    select: { id: true },
    orderBy: [{ chatId: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id }) => id);
}
