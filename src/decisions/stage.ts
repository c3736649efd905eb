import type { AuditEntry } from '../audit/entry.ts';
import { withdrawDecided } from '../cases/withdraw-notices.ts';
import type { Tx } from '../db/client.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import type { Stage } from './queue-state.ts';

/**
 * A case goes on to what people decide of it: nobody is reminded of it any more, and what was not sent yet is not sent. Null: it
 * lies with those who decide, and nobody has begun. The entries belong into the trail.
 */
export async function beginStage(
  tx: Tx,
  { corp }: Deciding,
  { matter }: Held,
  stage: Stage | null,
): Promise<AuditEntry[]> {
  const over = stage === 'decided' || stage === 'reversed' || stage === 'appealed';
  await tx.case.updateMany({ where: { corp, id: matter.id }, data: { stage } });
  await tx.case.updateMany({
    where: { corp, id: matter.id, closedAt: null },
    data: { state: over ? 'decided' : 'escalated' },
  });
  return withdrawDecided(tx, corp, matter.id);
}
