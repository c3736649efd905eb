import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import { noticeMoved } from '../notices/state-entry.ts';
import { cancelTimers } from '../timers/arm.ts';
import type { JudgedBy } from './judged.ts';

/** Why a case ended. `answered`: a question was answered, and the rule judged the answer. `past`: it happened too long ago. */
export type ClosedBecause =
  | 'fixed'
  | 'answered'
  | 'past'
  | 'policy-changed'
  | 'group-dissolved'
  | 'waived'
  | 'taken-back';

interface Closing {
  readonly corp: Corp;
  readonly at: Date;
  /** The judgement that found them gone; null where nothing was judged. */
  readonly judged: JudgedBy | null;
}

/** Closes cases, takes their timers back and their unsent notices with them; answers what the trail must say. */
export async function closeCases(
  tx: Tx,
  { corp, at, judged }: Closing,
  ended: readonly { readonly id: string; readonly because: ClosedBecause }[],
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const { id, because } of ended) {
    const row = await tx.case.findFirst({ where: { corp, id, closedAt: null } });
    if (!row) continue;
    const why = because === 'fixed' ? endOf(row) : because;
    await tx.case.updateMany({ where: { corp, id }, data: { state: 'closed', closedAt: at, closedBecause: why } });
    if (row.nature === 'breach')
      await tx.finding.create({
        data: {
          corp,
          id: newId(),
          caseId: id,
          change: 'gone',
          rule: row.rule,
          clause: row.clause,
          chatId: row.chatId,
          subject: row.subject,
          says: row.says,
          detail: row.detail ?? {},
          level: row.level,
          policySlug: row.policySlug,
          policyVersion: row.policyVersion,
          inputHash: row.inputHash,
          ...judged,
          at,
        },
      });
    entries.push({ v: 1, kind: 'case-closed', caseId: id, chatId: row.chatId, because: why, judged });
  }
  const ids = entries.flatMap((entry) => (entry.kind === 'case-closed' ? [entry.caseId] : []));
  await cancelTimers(tx, corp, 'case-step', ids, at);
  return [...entries, ...(await withdrawNotices(tx, corp, ids))];
}

/** A rule that no longer says it: a fault is put right, a question answered; what once happened is only past. */
function endOf({ nature, window }: { readonly nature: string; readonly window: string }): ClosedBecause {
  if (nature === 'question') return 'answered';
  return nature === 'breach' && window !== '-' ? 'past' : 'fixed';
}

/** What was not yet sent about a matter that is settled must not be sent any more. */
async function withdrawNotices(tx: Tx, corp: Corp, caseIds: readonly string[]): Promise<AuditEntry[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string; from: string }[]>`
    update qungui.notice n set state = 'recalled', lease_until = null
    from qungui.notice o
    where n.corp = ${corp} and o.corp = n.corp and o.id = n.id and n.state in ('waiting', 'held') and n.body is null
      and exists (select 1 from qungui.notice_case c where c.corp = n.corp and c.notice_id = n.id and c.case_id = any(${[...caseIds]}::uuid[]))
      and not exists (
        select 1 from qungui.notice_case c join qungui."case" k on k.corp = c.corp and k.id = c.case_id
        where c.corp = n.corp and c.notice_id = n.id and k.closed_at is null)
    returning n.id::text, o.state as "from"`;
  return rows.map(({ id, from }) => noticeMoved(id, from, 'recalled', 'case-closed'));
}
