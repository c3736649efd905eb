import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Kept, Kind, Policy } from '../policy/policy.ts';
import { saidSinceMs } from '../review/policies.ts';
import { ALLOWED, REQUIRED } from './roster.ts';

/** So long a rule that removes people by itself only asks, after it came into force or became another. */
const WATCHED_MS = 24 * 3_600_000;

/**
 * How a kind of group is kept at this moment: where nobody is asked before somebody is removed, people are asked all the same for the
 * first day of whatever says who belongs. What a wrong line would do is seen before it is done.
 */
export async function keptNow(tx: Tx, corp: Corp, policy: Policy, kept: Kept, kind: Kind, at: Date): Promise<Kept> {
  if (kept.removal === 'asked') return kept;
  const sinceMs = await saidSinceMs(tx, corp, policy.slug, at, (version) => removalRule(version, kind.id));
  return at.getTime() - sinceMs < WATCHED_MS ? { ...kept, removal: 'asked' } : kept;
}

/** Everything of a version that decides who is removed from such groups, as one text. Pure. */
export function removalRule(policy: Policy, kindId: string): string {
  const kinds = [...policy.kinds.values()].filter(({ id, narrows }) => id === kindId || narrows?.of === kindId);
  const ids = new Set(kinds.map(({ id }) => id));
  const uses = policy.uses.filter(
    ({ rule, level, kinds: of }) =>
      (rule.id === REQUIRED || rule.id === ALLOWED) && level !== 'off' && of.some((id) => ids.has(id)),
  );
  const named = kinds
    .flatMap(({ managed, adminsFrom }) => [managed?.owner, adminsFrom])
    .map((id) => id && (policy.offices.get(id) ?? policy.roles.get(id))?.who);
  return JSON.stringify([
    kinds.map(({ id, status, managed, narrows, adminsFrom }) => [id, status, managed, narrows, adminsFrom]),
    uses.map(({ instance, rule, settings, unset, exceptions }) => [instance, rule.id, settings, unset, exceptions]),
    named,
  ]);
}
