import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { noticeMoved } from '../notices/state-entry.ts';

interface Recalled {
  readonly id: string;
  readonly from: string;
}

/**
 * What was not yet sent about closed cases must not be sent any more, but what people decided: he is told that also when nothing is
 * left open. The entries belong into the trail.
 */
export async function withdrawClosed(tx: Tx, corp: Corp, caseIds: readonly string[]): Promise<AuditEntry[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.$queryRaw<Recalled[]>`
    update qungui.notice n set state = 'recalled', lease_until = null
    from qungui.notice o
    where n.corp = ${corp} and o.corp = n.corp and o.id = n.id and n.state in ('waiting', 'held') and n.body is null
      and n.kind not in ('verdict', 'heard') and exists (select 1 from qungui.notice_case c where c.corp = n.corp and c.notice_id = n.id and c.case_id = any(${[...caseIds]}::uuid[]))
      and not exists (
        select 1 from qungui.notice_case c join qungui."case" k on k.corp = c.corp and k.id = c.case_id
        where c.corp = n.corp and c.notice_id = n.id and (k.closed_at is null or k.stage = 'appealed'))
    returning n.id::text, o.state as "from"`;
  return rows.map(({ id, from }) => noticeMoved(id, from, 'recalled', 'case-closed'));
}

/**
 * A matter that a person looks at is not reminded of; a message that also speaks of other matters drops it when it is written.
 * The entries belong into the trail.
 */
export async function withdrawDecided(tx: Tx, corp: Corp, caseId: string): Promise<AuditEntry[]> {
  const rows = await tx.$queryRaw<Recalled[]>`
    update qungui.notice n set state = 'recalled'
    from qungui.notice o join qungui.notice_case l on l.corp = o.corp and l.notice_id = o.id
    where n.corp = ${corp} and o.corp = n.corp and o.id = n.id and l.case_id = ${caseId}::uuid
      and n.state in ('waiting', 'held') and n.kind in ('reminder', 'task', 'question')
      and not exists (select 1 from qungui.notice_case c where c.corp = n.corp and c.notice_id = n.id and c.case_id <> l.case_id)
    returning n.id::text, o.state as "from"`;
  return rows.map(({ id, from }) => noticeMoved(id, from, 'recalled', 'decided'));
}
