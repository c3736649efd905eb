import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Came, Deciding, Doer } from './deciding.ts';
import { inOrder } from './in-order.ts';
import { standingDecision } from './standing.ts';
import { undoDecision } from './undo-decision.ts';

export interface UndoManyOrder extends Doer {
  readonly caseIds: readonly string[];
}

/** Takes back what was decided last of many, each by all the rules of one; what may not be taken back is left as it is. */
export async function undoMany(
  tx: Tx,
  deciding: Deciding,
  { caseIds, by, via }: UndoManyOrder,
): Promise<Came<'done' | 'partly' | 'nothing'> & { readonly undone: number }> {
  const entries: AuditEntry[] = [];
  let undone = 0;
  const chosen = [...new Set(caseIds)];
  for (const caseId of await inOrder(tx, deciding.corp, chosen)) {
    const standing = await standingDecision(tx, deciding.corp, caseId);
    if (!standing) continue;
    const came = await undoDecision(tx, deciding, { decisionId: standing.id, by, via });
    if (came.outcome === 'done') undone += 1;
    entries.push(...came.entries);
  }
  return { outcome: undone === 0 ? 'nothing' : undone < chosen.length ? 'partly' : 'done', entries, undone };
}
