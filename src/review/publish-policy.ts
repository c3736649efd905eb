import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { type Pseudonym, pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import { lookEverywhere } from '../groups/look-everywhere.ts';
import { type Corp, newId } from '../ids.ts';
import { nextVersion } from '../policy/current.ts';
import { loadPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { type Problem, problemText } from '../policy/problem.ts';
import { refusals } from '../policy/publishable.ts';
import { armTimer } from '../timers/arm.ts';
import { standingDueMs } from '../timers/standing-times.ts';
import { versionsOf } from './policies.ts';

export interface Published {
  readonly slug: string;
  readonly version: number;
  readonly state: 'published' | 'unchanged';
}

/**
 * Stores a policy text as the next version of its slug and has every known group looked at again. The same text twice is one
 * version. Throws E-POLICY with every problem when the text is not fit to publish.
 */
export async function publishPolicy(
  deps: Pick<Deps, 'db' | 'keys'>,
  corp: Corp,
  source: string,
  file: string,
  by: string,
  /** Why it is published although its replay is above the cap; null: it is not. */
  anyway: string | null = null,
): Promise<Published> {
  const loaded = loadPolicy(source, file);
  if (!('policy' in loaded)) throw unfit(loaded.problems);
  const refused = refusals(loaded);
  if (refused.length > 0) throw unfit(refused);
  const { policy } = loaded;
  const { slug, hash } = policy;
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`policy/${corp}/${slug}`}, 0))`;
    const { outcome, version } = nextVersion(await versionsOf(tx, corp, { slug }), hash);
    if (outcome === 'repeat') return { slug, version, state: 'unchanged' };
    const at = await nowIn(tx);
    const effectiveAt = new Date(policy.effectiveAtMs);
    await tx.policyVersion.create({
      data: { corp, id: newId(), slug, version, hash, source, effectiveAt, publishedAt: at, publishedBy: by },
    });
    await lookEverywhere(tx, corp, at);
    if (effectiveAt > at)
      await armTimer(tx, corp, { kind: 'policy-starts', subject: `${slug}@${version}`, dueAt: effectiveAt, at });
    await armTimer(tx, corp, { kind: 'digest', subject: '-', dueAt: nextDigest(policy, at), at });
    await armTimer(tx, corp, { kind: 'tend-words', subject: '-', dueAt: effectiveAt > at ? effectiveAt : at, at });
    if (policy.dailyClose?.atMin != null)
      await armTimer(tx, corp, { kind: 'daily-close', subject: '-', dueAt: effectiveAt > at ? effectiveAt : at, at });
    await appendAudit(tx, corp, keys, at, entriesOf(policy, version, pseudonymOf(keys, by), anyway));
    return { slug, version, state: 'published' };
  });
}

function entriesOf(policy: Policy, policyVersion: number, by: Pseudonym, anyway: string | null): AuditEntry[] {
  const { slug: policySlug, hash, effectiveAtMs } = policy;
  const effectiveAt = new Date(effectiveAtMs).toISOString();
  const published: AuditEntry = { v: 1, kind: 'policy-published', policySlug, policyVersion, hash, effectiveAt, by };
  if (anyway === null) return [published];
  return [published, { v: 1, kind: 'replay-cap-passed', policySlug, policyVersion, by }];
}

const nextDigest = (policy: Policy, at: Date): Date =>
  new Date(standingDueMs('digest', at.getTime(), policy.manners.digestAtMin) ?? at.getTime());

const unfit = (problems: readonly Problem[]) =>
  new HouseError({
    code: 'E-POLICY',
    what: 'the policy cannot be published',
    why: problems.map(problemText).join('\n'),
    remedy: 'mend the lines named and run `qungui policy check` on the file',
    retry: 'never',
  });
