import { nowIn } from '../../db/client.ts';
import { isAbout, seeMatter } from '../../decisions/hold-matter.ts';
import { packEvidence } from '../../evidence/pack.ts';
import { type Answer, lookAt } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { pathTo } from '../paths.ts';
import { PURPOSES } from './case-file-people.ts';
import { Id } from './open-file.ts';

const MOST_SIGNS = 400;

/** One case as a file, to who says what for and why; nobody takes what is about himself this way. */
export async function takeEvidence({ deps, corp, keys, visitor, asked }: VisitorCall): Promise<Answer> {
  const caseId = asked.form.get('case') ?? '';
  const reason = (asked.form.get('reason') ?? '').trim().slice(0, MOST_SIGNS);
  const purpose = PURPOSES.find((one) => one === asked.form.get('purpose'));
  if (!Id.test(caseId)) return lookAt(`${pathTo(corp.slug, '/queue')}?said=closed`);
  const back = (said: string): Answer => lookAt(`${pathTo(corp.slug, `/cases/${caseId}`)}?said=${said}`);
  if (reason === '' || !purpose) return back('needs-reason');
  const pack = await deps.db.withCorp(corp.slug, async (tx) => {
    const deciding = { corp: corp.slug, keys, at: await nowIn(tx) };
    const held = await seeMatter(tx, deciding, caseId);
    if (!held || isAbout(held, visitor.userid)) return null;
    return packEvidence(tx, deciding, { caseId, by: visitor.userid, purpose, reason });
  });
  if (!pack) return back('not-entitled');
  const headers = {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${pack.name}"`,
    'cache-control': 'no-store',
  };
  return { status: 200, headers, cookies: [], body: Buffer.from(pack.bytes) };
}
