import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Manners } from '../policy/policy.ts';
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
  perMemberADay: 3,
  perAdminADay: 3,
  digestAtMin: 9 * 60 + 5,
  baseline: 'recorded',
};

/** How people of a corp are told: its first policy's manners. */
export async function mannersOf(tx: Tx, corp: Corp, at: Date): Promise<Manners> {
  const [policy] = await policiesInForce(tx, corp, at);
  return policy?.manners ?? DEFAULT_MANNERS;
}
