import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { noticeMoved } from '../notices/state-entry.ts';
import type { Deciding } from './deciding.ts';

/** A word about a decision that holds no more is not sent. The entries belong into the trail. */
export async function recallVerdict(tx: Tx, { corp }: Deciding, caseId: string): Promise<AuditEntry[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    update qungui.notice n set state = 'recalled'
    where n.corp = ${corp} and n.kind = 'verdict' and n.state in ('waiting', 'held')
      and exists (select from qungui.notice_case l where l.corp = n.corp and l.notice_id = n.id and l.case_id = ${caseId}::uuid)
      and not exists (select from qungui.notice_case l where l.corp = n.corp and l.notice_id = n.id and l.case_id <> ${caseId}::uuid)
    returning n.id::text`;
  return rows.map(({ id }) => noticeMoved(id, 'waiting', 'recalled', 'decided'));
}
