import type { Directory } from '../events/person.ts';
import type { PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { selects } from '../rules/selector.ts';

/** Whom the policy names for leaders, and for whatever nobody else may decide, now; nobody where it names nobody. Pure. */
export function lastInstanceOf(policy: Policy, directory: Directory): PersonId[] {
  const { lastInstance } = policy;
  if (lastInstance === null) return [];
  const known = withRelations(policy, directory);
  return [...known.persons.values()]
    .filter((person) => person.status === 'active' && selects(lastInstance, person, known))
    .map(({ id }) => id);
}
