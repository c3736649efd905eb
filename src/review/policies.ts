import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import { type Corp, newId } from '../ids.ts';
import { loadPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { type Problem, problemText } from '../policy/problem.ts';
import { armTimer, armTimers } from '../timers/arm.ts';
import { standingDueMs } from '../timers/standing-times.ts';
import type { ReviewDeps } from './deps.ts';

/** Compiled versions by corp, version and hash: a file is read once a process. */
const compiled = new Map<string, Policy>();

/** The policies in force at a moment: of each slug the newest version that is effective. */
export async function policiesInForce(tx: Tx, corp: Corp, at: Date): Promise<Policy[]> {
  const rows = await tx.$queryRaw<{ slug: string; version: number; hash: string; source: string }[]>`
    select distinct on (slug) slug, version, hash, source from qungui.policy_version
    where corp = ${corp} and effective_at <= ${at} order by slug, version desc`;
  return rows.map((row) => compile(corp, row));
}

function compile(corp: Corp, row: { slug: string; version: number; hash: string; source: string }): Policy {
  const key = `${corp}/${row.slug}/${row.version}/${row.hash}`;
  const known = compiled.get(key);
  if (known) return known;
  const loaded = loadPolicy(row.source, `${row.slug}@${row.version}`);
  if (!('policy' in loaded)) throw unreadable(row.slug, row.version);
  const policy = { ...loaded.policy, version: row.version };
  compiled.set(key, policy);
  return policy;
}

const unreadable = (slug: string, version: number) =>
  new HouseError({
    code: 'E-POLICY-UNREADABLE',
    what: `the published policy ${slug} version ${version} cannot be read by this version of Qungui`,
    why: 'the policy language changed since it was published',
    remedy: 'run `qungui policy check` on the file with this version and publish it again',
    retry: 'never',
  });

/** The policy whose kinds hold this group; without a register entry, the first one, which then says that there is none. */
export function policyFor(policies: readonly Policy[], kind: string | null): Policy | null {
  if (kind === null) return policies[0] ?? null;
  return policies.find((policy) => policy.kinds.has(kind)) ?? policies[0] ?? null;
}

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
  deps: ReviewDeps,
  corp: Corp,
  source: string,
  file: string,
  by: string,
): Promise<Published> {
  const loaded = loadPolicy(source, file);
  if (!('policy' in loaded)) throw unfit(loaded.problems);
  const { policy, open } = loaded;
  const unset = open.filter((problem) => problem.gravity === 'unset');
  if (unset.length > 0) throw unfit(unset);
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`policy/${corp}/${policy.slug}`}, 0))`;
    const last = await tx.policyVersion.findFirst({ where: { corp, slug: policy.slug }, orderBy: { version: 'desc' } });
    if (last && last.hash === policy.hash) return { slug: policy.slug, version: last.version, state: 'unchanged' };
    const at = await nowIn(tx);
    const version = (last?.version ?? 0) + 1;
    const effectiveAt = new Date(Math.max(policy.effectiveAtMs, last ? at.getTime() : 0));
    await tx.policyVersion.create({
      data: {
        corp,
        id: newId(),
        slug: policy.slug,
        version,
        hash: policy.hash,
        source,
        effectiveAt,
        publishedAt: at,
        publishedBy: by,
      },
    });
    await lookAtAll(tx, corp, at);
    await armTimer(tx, corp, { kind: 'digest', subject: '-', dueAt: nextDigest(policy, at), at });
    await appendAudit(tx, corp, keys, at, [
      {
        v: 1,
        kind: 'policy-published',
        policySlug: policy.slug,
        policyVersion: version,
        hash: policy.hash,
        effectiveAt: effectiveAt.toISOString(),
        by: pseudonymOf(keys, by),
      },
    ]);
    return { slug: policy.slug, version, state: 'published' };
  });
}

const nextDigest = (policy: Policy, at: Date): Date =>
  new Date(standingDueMs('digest', at.getTime(), policy.manners.digestAtMin) ?? at.getTime());

async function lookAtAll(tx: Tx, corp: Corp, at: Date): Promise<void> {
  const groups = await tx.chatGroup.findMany({ where: { corp, dissolvedAt: null }, select: { chatId: true } });
  await armTimers(
    tx,
    corp,
    'look-group',
    groups.map((group) => group.chatId),
    at,
    at,
  );
}

const unfit = (problems: readonly Problem[]) =>
  new HouseError({
    code: 'E-POLICY',
    what: 'the policy cannot be published',
    why: problems.map(problemText).join('\n'),
    remedy: 'mend the lines named and run `qungui policy check` on the file',
    retry: 'never',
  });
