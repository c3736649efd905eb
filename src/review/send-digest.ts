import { appendAudit } from '../audit/append.ts';
import { caseTold } from '../cases/told-entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { fallBackWhereWrong } from '../decisions/fall-back.ts';
import type { Corp } from '../ids.ts';
import type { Log } from '../log.ts';
import { composeDigest, type Digest, digestSaid } from '../notices/digest.ts';
import { enqueueNotice } from '../notices/enqueue.ts';
import type { Policy } from '../policy/policy.ts';
import { findsUrl, type Paged } from '../publications/page-links.ts';
import { instantOf, localAt } from '../work-time/local-time.ts';
import { type DigestScope, digestScopes } from './digest-scopes.ts';
import { directoryOf } from './directory-now.ts';
import { policiesInForce } from './policies.ts';

/**
 * Writes HR's one message of the day to everybody of each policy's `hr` office, one to each person; no matter, no message.
 * Where an office is nobody now, nothing of its policy counts as said: whatever waits then still waits for the next reader, and the
 * log says that somebody must be named. Answers how many it wrote.
 */
export async function sendDigest(
  tx: Tx,
  {
    corp,
    keys,
    log,
    at,
    place,
  }: { corp: Corp; keys: CorpKeys; log: Pick<Log, 'warn'>; at: Date; place?: Paged | undefined },
): Promise<number> {
  const fallen = await fallBackWhereWrong(tx, { corp, at });
  await appendAudit(tx, corp, keys, at, fallen);
  const policies = await policiesInForce(tx, corp, at);
  const directory = await directoryOf(tx, corp, at.getTime());
  const scopes = await digestScopes(tx, corp, policies, directory);
  for (const { slug } of unread(policies, scopes))
    log.warn({ corp, policy: slug }, 'nobody is in the office hr: HR’s digest waits until the policy names somebody');
  const digests: { readonly digest: Digest; readonly to: readonly string[]; readonly notBefore: Date }[] = [];
  for (const scope of scopes) {
    const digest = await composeDigest(tx, { corp, keys, at, directory }, scope, place ? findsUrl(place) : null);
    if (digest) digests.push({ digest, to: scope.to, notBefore: momentOf(scope, at) });
  }
  for (const { digest, to: readers, notBefore } of digests) {
    const first = await digestSaid(tx, corp, at, digest);
    for (const to of readers) {
      const noticeId = await enqueueNotice(tx, corp, keys, { to, content: digest.content, notBefore, at });
      const entries = first.map(({ id, chatId }) => caseTold(keys, { caseId: id, chatId, noticeId, to, tell: 'hr' }));
      await appendAudit(tx, corp, keys, at, entries);
    }
  }
  return digests.reduce((sum, { to }) => sum + to.length, 0);
}

const unread = (policies: readonly Policy[], scopes: readonly DigestScope[]): Policy[] =>
  policies.filter((policy) => !scopes.some((scope) => scope.policies.includes(policy)));

/** The timer fires for the earliest policy; who reads for later ones has it at their hour. */
function momentOf({ policies }: DigestScope, at: Date): Date {
  const moments = policies.map(({ manners: { timeZone, digestAtMin } }) =>
    instantOf(localAt(at.getTime(), timeZone).date, digestAtMin, timeZone),
  );
  return new Date(Math.max(at.getTime(), Math.min(...moments)));
}
