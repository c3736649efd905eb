import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { USUAL_DAYS } from '../retention/what-goes.ts';
import { policiesInForce } from '../review/policies.ts';
import { privacyNotice, type Section } from './notice.ts';

/** The notice as it is true at this moment. */
export async function noticeNow(
  { config, db, erases }: Pick<Deps, 'config' | 'db'> & { readonly erases: 'nightly' | 'nobody' },
  corp: CorpConfig,
): Promise<readonly Section[]> {
  const policies = await db.withCorp(corp.slug, async (tx) => policiesInForce(tx, corp.slug, await nowIn(tx)));
  return privacyNotice({ corp, policies, days: config.retention ?? USUAL_DAYS, erases });
}

/** On the embedded database the eraser's login is there; on a server of one's own it has to be given. */
export const erasesIn = ({ databaseUrl, eraserUrl }: Deps['config']): 'nightly' | 'nobody' =>
  databaseUrl === null || eraserUrl !== undefined ? 'nightly' : 'nobody';
