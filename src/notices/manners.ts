import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Manners } from '../policy/manners.ts';
import { policiesInForce } from '../review/policies.ts';

/** How people are told while no policy says otherwise. */
export const DEFAULT_MANNERS: Manners = {
  tellFromMin: 8 * 60 + 30,
  tellUntilMin: 20 * 60,
  workday: [
    { fromMin: 9 * 60, untilMin: 12 * 60 },
    { fromMin: 13 * 60 + 30, untilMin: 18 * 60 },
  ],
  timeZone: 'Asia/Shanghai',
  brakePerHour: 30,
  replayCap: 100,
  perMemberADay: 3,
  perAdminADay: 3,
  digestAtMin: 9 * 60 + 5,
  baseline: 'recorded',
  firstDay: 'quiet',
};

/** The manners of a policy by its slug; those of the first where a message is of none, or of one that is not in force any more. */
export type MannersOf = (slug: string | null) => Manners;

/** How people of a corp are told: as the policy says that a matter is of. */
export async function mannersIn(tx: Tx, corp: Corp, at: Date): Promise<MannersOf> {
  const policies = await policiesInForce(tx, corp, at);
  return (slug) => (policies.find((policy) => policy.slug === slug) ?? policies[0])?.manners ?? DEFAULT_MANNERS;
}
