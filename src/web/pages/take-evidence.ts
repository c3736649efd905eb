import { appendAudit } from '../../audit/append.ts';
import { nowIn } from '../../db/client.ts';
import { askForPack } from '../../evidence/ask-for-pack.ts';
import { PURPOSES } from '../../evidence/purposes.ts';
import { type Answer, lookAt } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { pathTo } from '../paths.ts';
import { Id } from '../row-id.ts';

const MOST_SIGNS = 400;

/** Somebody wants the evidence of a case, says what for and why; a second person lets it go. */
export async function takeEvidence({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const caseId = asked.params.id ?? '';
  const reason = (asked.form.get('reason') ?? '').trim().slice(0, MOST_SIGNS);
  const purpose = PURPOSES.find((one) => one === asked.form.get('purpose'));
  if (!Id.test(caseId)) return lookAt(`${pathTo(corp.slug, '/queue')}?said=closed`);
  if (reason === '' || !purpose) return lookAt(`${pathTo(corp.slug, `/cases/${caseId}`)}?said=needs-reason`);
  const outcome = await deps.db.withCorp(corp.slug, async (tx) => {
    const deciding = { corp: corp.slug, keys, at: await nowIn(tx) };
    const came = await askForPack(tx, deciding, { caseId, by: visitor.userid, purpose, reason, via: 'page' });
    await appendAudit(tx, corp.slug, keys, deciding.at, came.entries);
    return came.outcome;
  });
  await deps.bell.ring('notices', corp.slug);
  return lookAt(`${pathTo(corp.slug, '/packs')}?said=${outcome}`);
}
