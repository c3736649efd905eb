import type { WhoIsWho } from '../policy/situation-talk.ts';
import { departmentsIn, namesOf, rolesIn } from './cast.ts';

/** Who is who in a group that a file of cases describes: worked out as for every other group. Pure. */
export const whoIsWho: WhoIsWho = (policy, facts, stays) => ({
  roles: rolesIn(policy, facts, stays),
  departments: departmentsIn(facts, stays),
  namesOf: (id) => namesOf(id, policy, facts),
});
