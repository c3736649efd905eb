import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';

/** What one digest is about. */
export interface DigestScope {
  /** In force, and served by whoever reads it. */
  readonly policies: readonly Policy[];
  /** Whose cases it counts: theirs, and with the first policy's those of policies that are not in force any more. */
  readonly slugs: readonly string[];
}

export interface Readers extends DigestScope {
  readonly to: readonly string[];
}

/** Who reads a digest of what: each person one, about every policy whose HR office he is of. */
export async function digestScopes(
  tx: Tx,
  corp: Corp,
  policies: readonly Policy[],
  directory: Directory,
): Promise<Readers[]> {
  const served = new Map<string, Policy[]>();
  for (const policy of policies)
    for (const userid of officeNow(policy, 'hr', { directory }))
      served.set(userid, [...(served.get(userid) ?? []), policy]);
  const former = await formerSlugs(tx, corp, policies);
  const byPolicies = new Map<string, Readers>();
  for (const [userid, own] of served) {
    const key = own.map(({ slug }) => slug).join('/');
    const scope = byPolicies.get(key) ?? { ...scopeOf(own, policies, former), to: [] };
    byPolicies.set(key, { ...scope, to: [...scope.to, userid] });
  }
  return [...byPolicies.values()];
}

function scopeOf(own: readonly Policy[], all: readonly Policy[], former: readonly string[]): DigestScope {
  const first = all[0] !== undefined && own.includes(all[0]);
  return { policies: own, slugs: [...own.map(({ slug }) => slug), ...(first ? former : [])] };
}

/** Of policies that are not in force now there may be cases still. */
async function formerSlugs(tx: Tx, corp: Corp, policies: readonly Policy[]): Promise<string[]> {
  const rows = await tx.case.findMany({
    where: { corp, policySlug: { notIn: policies.map(({ slug }) => slug) } },
    select: { policySlug: true },
    distinct: ['policySlug'],
  });
  return rows.map(({ policySlug }) => policySlug);
}
