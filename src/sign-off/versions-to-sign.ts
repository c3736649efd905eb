import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { startOfDayMs } from '../policy/durations.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce } from '../review/policies.ts';

/** A version in force that was published to people, and what somebody has said of it since. */
export interface VersionToSign {
  readonly policy: Policy;
  readonly publishedOn: string;
  readonly where: string;
  readonly last: { readonly says: 'signed' | 'refused'; readonly at: Date } | null;
}

/** Every version in force that people are asked to sign, as this person stands to it. */
export async function versionsToSign(
  tx: Tx,
  corp: Corp,
  personId: string,
  at: Date,
): Promise<readonly VersionToSign[]> {
  const policies = await policiesInForce(tx, corp, at);
  const steps = await tx.signOffStep.findMany({ where: { corp, step: 'publication', until: null } });
  const said = await tx.signature.findMany({ where: { corp, personId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  return policies.flatMap((policy) => {
    const isOf = (row: { readonly policySlug: string; readonly policyVersion: number }): boolean =>
      row.policySlug === policy.slug && row.policyVersion === policy.version;
    const step = steps.find(isOf);
    if (!step) return [];
    const fromMs = startOfDayMs(step.onDay);
    const since = said.filter((row) => isOf(row) && row.at.getTime() >= fromMs);
    const last = since.findLast(({ says }) => says === 'signed') ?? since.at(-1);
    const answered = last
      ? { says: last.says === 'refused' ? ('refused' as const) : ('signed' as const), at: last.at }
      : null;
    return [{ policy, publishedOn: step.onDay, where: step.reference, last: answered }];
  });
}
