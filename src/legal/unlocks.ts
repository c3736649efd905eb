import type { Tx } from '../db/client.ts';
import { holdingAt } from '../db/moment.ts';
import type { Corp } from '../ids.ts';
import type { Measure } from '../sanctions/measures.ts';
import { Unlock } from '../sanctions/unlock.ts';

/** Who answered for a measure at a moment; null: nobody. Whether it counts for a proposal says `flawOf`. */
export async function loadUnlock(tx: Tx, corp: Corp, measure: Measure, at: Date): Promise<Unlock | null> {
  const row = await tx.unlock.findFirst({
    where: { corp, measure, ...holdingAt(at) },
    orderBy: [{ since: 'desc' }, { id: 'desc' }],
  });
  return row ? unlockOf(row) : null;
}

type Row = NonNullable<Awaited<ReturnType<Tx['unlock']['findFirst']>>>;

const unlockOf = ({ measure, approverId, approverName, approverPost, reason, onDay, untilDay }: Row): Unlock =>
  Unlock.parse({
    measure,
    approver: { person: approverId, name: approverName, post: approverPost },
    reason,
    on: onDay,
    until: untilDay,
  });
