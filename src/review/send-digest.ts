import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import type { Log } from '../log.ts';
import { composeDigest } from '../notices/digest.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { directoryOf } from './directory-now.ts';
import { policiesInForce } from './policies.ts';

/**
 * Writes HR's one message of the day to everybody of the policy's `hr` office; no matter, no message. Where the office is
 * nobody now, nothing counts as said: the next reader gets it all, and the log says that somebody must be named.
 */
export async function sendDigest(
  tx: Tx,
  { corp, keys, log, at }: { corp: Corp; keys: CorpKeys; log: Pick<Log, 'warn'>; at: Date },
): Promise<number> {
  const [policy] = await policiesInForce(tx, corp, at);
  if (!policy) return 0;
  const directory = await directoryOf(tx, corp, at.getTime());
  const readers = officeNow(policy, 'hr', { directory });
  if (readers.length === 0) {
    log.warn(
      { corp, policy: policy.slug },
      'nobody is in the office hr: HR’s digest waits until the policy names somebody',
    );
    return 0;
  }
  const content = await composeDigest(tx, corp, at);
  if (!content) return 0;
  for (const to of readers) await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
  return readers.length;
}
