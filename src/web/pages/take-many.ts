import { appendAudit } from '../../audit/append.ts';
import { nowIn } from '../../db/client.ts';
import { decideMany } from '../../decisions/decide-many.ts';
import { undoMany } from '../../decisions/undo-many.ts';
import { type Answer, lookAt } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';

/** No more than a page of the queue shows. */
const MOST = 50;

/** Decides all that were chosen alike, with one reason, or takes their decisions back; what somebody may not is left out and counted. */
export async function takeMany({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const { form } = asked;
  const says = form.get('says');
  const caseIds = [...new Set(form.getAll('case'))].filter((id) => Id.test(id)).slice(0, MOST);
  const reason = (form.get('reason') ?? '').trim();
  const back = (query: string): Answer =>
    lookAt(
      `${pathTo(corp.slug, '/queue')}?state=${says === 'undone' ? 'decided' : (form.get('state') ?? '') === 'ready' ? 'ready' : 'to-do'}&${query}`,
    );
  if (says !== 'confirmed' && says !== 'waived' && says !== 'undone') return back('said=nothing');
  if (caseIds.length === 0) return back('said=nothing');
  if (says !== 'undone' && reason === '') return back('said=needs-reason');
  const done = await deps.db.withCorp(corp.slug, async (tx) => {
    const deciding = { corp: corp.slug, keys, at: await nowIn(tx) };
    const by = { by: visitor.userid, via: 'page' } as const;
    if (says === 'undone') {
      const { undone, entries } = await undoMany(tx, deciding, { caseIds, ...by });
      await appendAudit(tx, corp.slug, keys, deciding.at, entries);
      return undone;
    }
    const { each, entries } = await decideMany(tx, deciding, { caseIds, says, reason, ...by });
    await appendAudit(tx, corp.slug, keys, deciding.at, entries);
    return each.filter(({ outcome }) => outcome === 'done').length;
  });
  await deps.bell.ring('timers', corp.slug);
  await deps.bell.ring('notices', corp.slug);
  return back(`many=${done}-${caseIds.length - done}`);
}
