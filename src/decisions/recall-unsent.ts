import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { noticeMoved } from '../notices/state-entry.ts';
import type { Deciding } from './deciding.ts';

/** A word about a decision, or a question, that holds no more is not sent. The entries belong into the trail. */
export async function recallUnsent(
  tx: Tx,
  { corp }: Deciding,
  caseId: string,
  kind: 'verdict' | 'hearing',
): Promise<AuditEntry[]> {
  const rows = await tx.$queryRaw<{ id: string; from: string }[]>`
    update qungui.notice n set state = 'recalled' from qungui.notice o
    where n.corp = ${corp} and o.corp = n.corp and o.id = n.id and n.kind = ${kind} and n.state in ('waiting', 'held')
      and exists (select from qungui.notice_case l where l.corp = n.corp and l.notice_id = n.id and l.case_id = ${caseId}::uuid)
      and not exists (select from qungui.notice_case l where l.corp = n.corp and l.notice_id = n.id and l.case_id <> ${caseId}::uuid)
    returning n.id::text, o.state as "from"`;
  return rows.map(({ id, from }) => noticeMoved(id, from, 'recalled', 'decided'));
}
