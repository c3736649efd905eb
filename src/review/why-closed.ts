import type { Judged } from '../cases/judged.ts';
import type { OpenCase } from '../cases/settle.ts';
import type { Tx } from '../db/client.ts';
import { judgeGroup } from '../policy/judge.ts';
import { foundKey, matterKey } from '../policy/matter-key.ts';

type Because = 'fixed' | 'policy-changed';
interface Closed {
  readonly open: OpenCase;
  readonly because: Because;
}

/**
 * Tells what people put right from what a new version no longer asks: a case that the version it was opened under would still
 * find in the same facts was not put right by anybody.
 */
export async function whyClosed(tx: Tx, { corp, policy, facts }: Judged, closed: readonly Closed[]): Promise<Closed[]> {
  const fixed = closed.filter(({ because }) => because === 'fixed').map(({ open }) => open.id);
  if (fixed.length === 0 || policy.earlier.length === 0) return [...closed];
  const rows = await tx.case.findMany({
    where: { corp, id: { in: fixed }, policySlug: policy.slug, policyVersion: { not: policy.version } },
    select: { id: true, policyVersion: true },
  });
  const openedUnder = new Map(rows.map(({ id, policyVersion }) => [id, policyVersion]));
  const stillFound = new Map(
    policy.earlier
      .filter(({ policy: { version } }) => rows.some(({ policyVersion }) => policyVersion === version))
      .map(({ policy: before }) => [before.version, new Set(judgeGroup(before, facts).findings.map(foundKey))]),
  );
  return closed.map((one) => {
    const version = openedUnder.get(one.open.id);
    const found = version === undefined ? undefined : stillFound.get(version);
    return found?.has(matterKey(one.open)) ? { ...one, because: 'policy-changed' } : one;
  });
}
