import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { policiesInForce } from '../review/policies.ts';

/** What a person may be on the pages. `member`: works here. `hr`: in the office of that name of a policy in force. */
export const ROLES = ['member', 'hr'] as const;
export type Role = (typeof ROLES)[number];

/** What a person is at this moment; asked again at every request, and never kept. */
export async function rolesOf(
  tx: Tx,
  corp: Corp,
  { userid }: Person,
  directory: Directory,
  at: Date,
): Promise<ReadonlySet<Role>> {
  const policies = await policiesInForce(tx, corp, at);
  const isHr = userid !== null && policies.some((policy) => officeNow(policy, 'hr', { directory }).includes(userid));
  return new Set<Role>(isHr ? ['member', 'hr'] : ['member']);
}
