import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { firstTry } from './outcome.ts';
import { noticeMoved } from './state-entry.ts';

/** A message whose sealed text cannot be opened fails, visibly: HR's digest lists its case. The entry belongs into the trail. */
export async function failUnreadable(
  tx: Tx,
  corp: Corp,
  noticeId: string,
  from: 'waiting' | 'sending',
): Promise<AuditEntry> {
  const outcome = { ...firstTry(0), triedMs: [], because: 'unreadable' };
  await tx.notice.updateMany({ where: { corp, id: noticeId }, data: { state: 'failed', leaseUntil: null, outcome } });
  return noticeMoved(noticeId, from, 'failed', 'unreadable');
}
