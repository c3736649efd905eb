import type { Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { policyAt } from '../policy/at-moment.ts';
import { beginsAtMs, inForce } from '../policy/current.ts';
import { erasBefore } from '../policy/eras.ts';
import { withFallbacks } from '../policy/fall-back.ts';
import { readPolicy } from '../policy/load.ts';
import type { Policy } from '../policy/policy.ts';
import { asVersion } from '../policy/publishable.ts';
import { withConfirmed } from '../policy/rollout.ts';
import { confirmedSteps } from './confirmed-steps.ts';

/** Compiled versions by corp, version and hash: a file is read once a process. */
const compiled = new Map<string, Policy>();
/** The last answer of `withEarlier` by corp and slug. */
const complete = new Map<string, { readonly key: string; readonly policy: Policy }>();

/** The policies in force at a moment, one of each slug. */
export async function policiesInForce(tx: Tx, corp: Corp, at: Date): Promise<Policy[]> {
  const rows = await versionsOf(tx, corp, {});
  const slugs = [...new Set(rows.map((row) => row.slug))].sort();
  const fallen = await tx.fallback.findMany({ where: { corp }, orderBy: { instance: 'asc' } });
  const found: Policy[] = [];
  for (const slug of slugs) {
    const versions = rows.filter((row) => row.slug === slug);
    const winner = inForce(versions, at.getTime());
    const observed = fallen.filter((one) => one.policySlug === slug && one.policyVersion === winner?.version);
    const instances = new Set(observed.map(({ instance }) => instance));
    if (winner) found.push(policyAt(await withEarlier(tx, corp, winner, { versions, instances }), at.getTime()));
  }
  return found;
}

type Version = Awaited<ReturnType<typeof versionsOf>>[number];

/** The version with those before it; the same object as long as no other is published, so that rules may remember by it. */
async function withEarlier(
  tx: Tx,
  corp: Corp,
  winner: Version,
  { versions, instances }: { readonly versions: readonly Version[]; readonly instances: ReadonlySet<string> },
): Promise<Policy> {
  const confirmed = await confirmedSteps(tx, corp, await compile(tx, corp, winner));
  const texts = versions.map((row) => `${corp}/${row.slug}/${row.version}/${row.hash}/${beginsAtMs(row)}`);
  const key = [winner.version, ...texts, ...confirmed, ...[...instances].map((one) => `observed ${one}`)].join('+');
  const place = `${corp}/${winner.slug}`;
  const known = complete.get(place);
  if (known?.key === key) return known.policy;
  const read = await Promise.all(
    versions.map(async (row) => ({
      policy: withConfirmed(await compile(tx, corp, row), confirmed),
      beginsAtMs: beginsAtMs(row),
    })),
  );
  const current = read[versions.indexOf(winner)];
  if (!current) throw new TypeError('the version in force is none of those there are');
  const policy = withFallbacks({ ...current.policy, earlier: erasBefore(read, current) }, instances);
  complete.set(place, { key, policy });
  return policy;
}

/** When each use of a rule first came into force, by its name in the policy: what is older than that was nobody's to keep. */
export async function inForceSinceMs(tx: Tx, corp: Corp, slug: string): Promise<Map<string, number>> {
  const since = new Map<string, number>();
  for (const version of (await versionsOf(tx, corp, { slug })).sort((a, b) => beginsAtMs(a) - beginsAtMs(b))) {
    const { uses } = await compile(tx, corp, version);
    for (const { instance, level } of uses)
      if (level !== 'off' && !since.has(instance)) since.set(instance, beginsAtMs(version));
  }
  return since;
}

/** Since when the versions in force have said the same of something without a break, up to this moment; `saying` sees what. */
export async function saidSinceMs(
  tx: Tx,
  corp: Corp,
  slug: string,
  at: Date,
  saying: (policy: Policy) => string,
): Promise<number> {
  const begun = (await versionsOf(tx, corp, { slug }))
    .filter((version) => beginsAtMs(version) <= at.getTime())
    .sort((a, b) => beginsAtMs(a) - beginsAtMs(b) || a.version - b.version);
  let since = { said: '', ms: Number.NEGATIVE_INFINITY };
  for (const version of begun) {
    const said = saying(await compile(tx, corp, version));
    if (said !== since.said) since = { said, ms: beginsAtMs(version) };
  }
  return since.ms;
}

/** Every version that was published, of one slug or of all. */
export async function versionsOf(tx: Tx, corp: Corp, where: { readonly slug?: string }) {
  const rows = await tx.policyVersion.findMany({
    where: { corp, ...where },
    select: { slug: true, version: true, hash: true, effectiveAt: true, publishedAt: true },
  });
  return rows.map(({ effectiveAt, publishedAt, ...row }) => ({
    ...row,
    effectiveAtMs: effectiveAt.getTime(),
    publishedAtMs: publishedAt.getTime(),
  }));
}

/** One version as it was published, whoever is in force now; null: there is none, or this version of ours cannot read it. */
export async function policyOfVersion(tx: Tx, corp: Corp, slug: string, version: number): Promise<Policy | null> {
  const row = await tx.policyVersion.findFirst({ where: { corp, slug, version }, select: { hash: true } });
  if (!row) return null;
  return compile(tx, corp, { slug, version, hash: row.hash }).catch((err: unknown) => {
    if (err instanceof HouseError) return null;
    throw err;
  });
}

async function compile(tx: Tx, corp: Corp, row: { slug: string; version: number; hash: string }): Promise<Policy> {
  const key = `${corp}/${row.slug}/${row.version}/${row.hash}`;
  const known = compiled.get(key);
  if (known) return known;
  const { slug, version } = row;
  const { source } = await tx.policyVersion.findFirstOrThrow({
    where: { corp, slug, version },
    select: { source: true },
  });
  const loaded = readPolicy(source, `${slug}@${version}`);
  if (!('policy' in loaded)) throw unreadable(slug, version);
  const policy = asVersion(loaded.policy, version);
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
