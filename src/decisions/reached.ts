import type { Tx } from '../db/client.ts';
import type { Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';

/**
 * Whether our messages about a case reach the one it is about: he pressed, wrote or opened a page since; `not-told`: nobody has
 * written to him of it yet.
 */
export async function reachedBy(
  tx: Tx,
  corp: Corp,
  caseId: string,
  person: Person,
): Promise<'yes' | 'no' | 'not-told'> {
  const [row] = await tx.$queryRaw<{ told: Date | null; sign: Date | null }[]>`
    with told as (
      select min(n.first_tried_at) as at from qungui.notice n
      join qungui.notice_case l on l.corp = n.corp and l.notice_id = n.id
      where n.corp = ${corp} and l.case_id = ${caseId}::uuid and n.to_userid = ${person.userid ?? ''}
        and n.state in ('sending', 'sent', 'unknown') and n.kind in ('reminder', 'question', 'hearing', 'verdict'))
    select told.at as told, greatest(
      (select max(d.at) from qungui.decision d where d.corp = ${corp} and d.actor = ${person.userid ?? ''}),
      (select max(s.seen_at) from qungui.page_session s where s.corp = ${corp} and s.person_id = ${person.id}::uuid),
      (select max(s.given_at) from qungui.statement s where s.corp = ${corp} and s.case_id = ${caseId}::uuid and s.given_by = ${person.userid ?? ''})) as sign
    from told`;
  if (row?.sign && (!row.told || row.sign >= row.told)) return 'yes';
  return row?.told ? 'no' : 'not-told';
}
