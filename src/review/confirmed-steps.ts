import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { confirmationKey } from '../policy/rollout.ts';

/** The steps of a policy that people have confirmed, in a fixed order; a policy without plans costs no statement. */
export async function confirmedSteps(tx: Tx, corp: Corp, { slug, uses }: Policy): Promise<ReadonlySet<string>> {
  if (uses.every(({ rollout }) => rollout.length === 0)) return new Set();
  const rows = await tx.rolloutStep.findMany({
    where: { corp, policySlug: slug, until: null },
    select: { instance: true, step: true },
    orderBy: [{ instance: 'asc' }, { step: 'asc' }],
  });
  return new Set(rows.map(({ instance, step }) => confirmationKey(instance, step)));
}
