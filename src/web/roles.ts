import type { Tx } from '../db/client.ts';
import { type GrantedRole, grantedTo } from '../directory/role-grants.ts';
import { actsAs } from '../duties/acts-as.ts';
import { employersUnder } from '../duties/employers.ts';
import type { Directory, Person } from '../events/person.ts';
import { groupsKeptBy } from '../groups/kept-by.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce } from '../review/policies.ts';
import { isOfOffice, kindsSupervised } from './supervises.ts';

/**
 * What a person may be on the pages. `member` works here; `group-admin` is appointed for a group or owns one; `leader` leads a
 * department or somebody; `supervisor` is of the office that looks after a kind of group; `hr` and `it` are of those offices; `employer`
 * answers for HR, or is counsel; the others a policy may name an office for, or HR or IT grant by name until a day.
 */
export const ROLES = [
  'member',
  'group-admin',
  'leader',
  'supervisor',
  'hr',
  'employer',
  'it',
  'auditor',
  'union-observer',
  'privacy-officer',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a person is at this moment, also by the deciding offices in which he stands in for somebody today; asked again at every request,
 * and never kept.
 */
export async function rolesOf(
  tx: Tx,
  corp: Corp,
  person: Person,
  directory: Directory,
  at: Date,
): Promise<ReadonlySet<Role>> {
  const { userid } = person;
  if (userid === null) return new Set<Role>(['member']);
  const policies = await policiesInForce(tx, corp, at);
  const granted = await grantedTo(tx, corp, person.id, at);
  const names = await actsAs(tx, corp, person, directory, at);
  const kept = await groupsKeptBy(tx, corp, { personId: person.id, userid }, at);
  return new Set<Role>([
    'member',
    ...(kept.length > 0 ? (['group-admin'] as const) : []),
    ...(leads(person, directory) ? (['leader'] as const) : []),
    ...(supervises(policies, names, directory) ? (['supervisor'] as const) : []),
    ...(policies.some((policy) => employersUnder(policy, directory).includes(userid)) ? (['employer'] as const) : []),
    ...OF_OFFICES.filter((role) => isIn(role, policies, role === 'hr' ? names : [userid], directory)),
    ...granted,
  ]);
}

/** Roles that have the name of an office of a policy. */
export const OF_OFFICES = ['hr', 'it', 'auditor', 'union-observer', 'privacy-officer'] as const satisfies readonly (
  | 'hr'
  | GrantedRole
)[];

const isIn = (office: string, policies: readonly Policy[], names: readonly string[], directory: Directory): boolean =>
  policies.some((policy) => isOfOffice(policy, office, names, directory));

/** Some kind of group, or those that are registered as none. */
const supervises = (policies: readonly Policy[], names: readonly string[], directory: Directory): boolean =>
  kindsSupervised(policies, names, directory).length > 0 || isIn('supervising', policies, names, directory);

const leads = ({ userid, leaderIn }: Person, { persons }: Directory): boolean =>
  leaderIn.length > 0 ||
  [...persons.values()].some(({ directLeader, status }) => status === 'active' && directLeader === userid);
