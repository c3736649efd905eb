import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { composeDigest } from '../notices/digest.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import { directoryOf } from './directory-now.ts';
import { policiesInForce } from './policies.ts';

/** Writes HR's one message of the day to everybody of the policy's `hr` office; no matter, no message. */
export async function sendDigest(
  tx: Tx,
  { corp, keys, at }: { corp: Corp; keys: CorpKeys; at: Date },
): Promise<number> {
  const [policy] = await policiesInForce(tx, corp, at);
  if (!policy) return 0;
  const directory = await directoryOf(tx, corp, at.getTime());
  const content = await composeDigest(tx, corp, at);
  if (!content) return 0;
  const readers = officeNow(policy, 'hr', { directory });
  for (const to of readers) await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
  return readers.length;
}
