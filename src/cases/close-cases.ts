import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { cancelTimers } from '../timers/arm.ts';
import type { JudgedBy } from './judged.ts';
import { withdrawClosed } from './withdraw-notices.ts';
import { writeGone } from './write-finding.ts';

/** Why a case ended. `answered`: a question was answered, and the rule judged the answer. `past`: it happened too long ago. */
export type ClosedBecause =
  | 'fixed'
  | 'answered'
  | 'past'
  | 'policy-changed'
  | 'group-dissolved'
  | 'waived'
  | 'taken-back';

export interface Closing {
  readonly corp: Corp;
  readonly at: Date;
  /** The judgement that found them gone; null where nothing was judged. */
  readonly judged: JudgedBy | null;
}

/** Closes cases, takes their timers back and their unsent notices with them; answers what the trail must say. */
export async function closeCases(
  tx: Tx,
  closing: Closing,
  ended: readonly { readonly id: string; readonly because: ClosedBecause }[],
): Promise<AuditEntry[]> {
  const { corp, at, judged } = closing;
  const entries: AuditEntry[] = [];
  for (const { id, because } of ended) {
    const row = await tx.case.findFirst({ where: { corp, id, closedAt: null } });
    if (!row) continue;
    const why = because === 'fixed' ? endOf(row) : because;
    await tx.case.updateMany({ where: { corp, id }, data: { state: 'closed', closedAt: at, closedBecause: why } });
    await writeGone(tx, closing, row);
    entries.push({ v: 1, kind: 'case-closed', caseId: id, chatId: row.chatId, because: why, judged });
  }
  const ids = entries.flatMap((entry) => (entry.kind === 'case-closed' ? [entry.caseId] : []));
  await cancelTimers(tx, corp, 'case-step', ids, at);
  return [...entries, ...(await withdrawClosed(tx, corp, ids))];
}

/** A rule that no longer says it: a fault is put right, a question answered; what once happened is only past. */
function endOf({ nature, window }: { readonly nature: string; readonly window: string }): ClosedBecause {
  if (nature === 'question') return 'answered';
  return nature === 'breach' && window !== '-' ? 'past' : 'fixed';
}
