import type { Judged } from '../cases/judged.ts';
import type { Tx } from '../db/client.ts';
import type { Finding } from '../policy/policy.ts';

/** What rules say of who is inside and who is not: in a kept group the keeping does it, or asks about it with a button. */
const ROSTER_RULES: ReadonlySet<string> = new Set([
  'membership/required-members',
  'membership/allowed-members',
  'membership/leaver-inside',
  'membership/mover-inside',
]);

/** Whether nobody needs to be told of a finding because the service itself sees to it. It stays on record. */
export async function keeperSeesTo(
  tx: Tx,
  { corp, policy, facts }: Pick<Judged, 'corp' | 'policy' | 'facts'>,
  { rule }: Pick<Finding, 'rule'>,
): Promise<'yes' | 'no'> {
  const { group, registered } = facts;
  if (!ROSTER_RULES.has(rule) || !policy.kinds.get(registered?.kind ?? '')?.managed) return 'no';
  const made = await tx.managedGroup.count({ where: { corp, chatId: group.chatId, state: 'made' } });
  return made > 0 ? 'yes' : 'no';
}
