import type { Tx } from '../db/client.ts';
import { holdingAt } from '../db/moment.ts';
import { type Corp, PersonId } from '../ids.ts';
import type { Deputy } from '../sanctions/deputies.ts';

/** Who stands in for whom, as was known at a moment; those who are over and those still to come, too. */
export async function loadDeputies(tx: Tx, corp: Corp, at: Date): Promise<Deputy[]> {
  const rows = await tx.deputy.findMany({
    where: { corp, ...holdingAt(at) },
    orderBy: [{ fromAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ ofId, byId, fromAt, untilAt }) => ({
    of: PersonId.parse(ofId),
    by: PersonId.parse(byId),
    fromMs: fromAt.getTime(),
    untilMs: untilAt.getTime(),
  }));
}
