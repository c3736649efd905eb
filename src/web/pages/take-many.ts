import { appendAudit } from '../../audit/append.ts';
import type { Tx } from '../../db/client.ts';
import { nowIn } from '../../db/client.ts';
import { decideMany } from '../../decisions/decide-many.ts';
import type { Deciding } from '../../decisions/deciding.ts';
import { standingDecision } from '../../decisions/standing.ts';
import { undoDecision } from '../../decisions/undo-decision.ts';
import { type Answer, lookAt } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { pathTo } from '../paths.ts';

const Id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
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
    if (says === 'undone') return undoMany(tx, deciding, caseIds, visitor.userid);
    const { each, entries } = await decideMany(tx, deciding, {
      caseIds,
      says,
      reason,
      by: visitor.userid,
      via: 'page',
    });
    await appendAudit(tx, corp.slug, keys, deciding.at, entries);
    return each.filter(({ outcome }) => outcome === 'done').length;
  });
  await deps.bell.ring('timers', corp.slug);
  await deps.bell.ring('notices', corp.slug);
  return back(`many=${done}-${caseIds.length - done}`);
}

/** How many decisions were taken back. */
async function undoMany(tx: Tx, deciding: Deciding, caseIds: readonly string[], by: string): Promise<number> {
  const { corp, keys, at } = deciding;
  let done = 0;
  const entries = [];
  for (const caseId of [...caseIds].sort()) {
    const standing = await standingDecision(tx, corp, caseId);
    if (!standing) continue;
    const came = await undoDecision(tx, deciding, { decisionId: standing.id, by, via: 'page' });
    if (came.outcome === 'done') done += 1;
    entries.push(...came.entries);
  }
  await appendAudit(tx, corp, keys, at, entries);
  return done;
}
