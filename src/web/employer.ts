import { officeNow } from '../cases/addressee.ts';
import type { Directory, Person } from '../events/person.ts';
import type { Policy } from '../policy/policy.ts';
import { withRelations } from '../policy/relations.ts';
import { selects } from '../rules/selector.ts';

/** Offices that a policy may name for it: the head of HR, and counsel. */
const NAMED = ['hr-head', 'counsel'] as const;

/**
 * Who answers for the employer under a policy, by account: the offices `hr-head` and `counsel`; where they name nobody, whoever leads a
 * department and is of the office `hr`; else the last instance. Pure.
 */
export function employersUnder(policy: Policy, directory: Directory): readonly string[] {
  const named = NAMED.flatMap((office) => officeNow(policy, office, { directory }));
  if (named.length > 0) return [...new Set(named)];
  const heads = officeNow(policy, 'hr', { directory }).filter(
    (userid) => (directory.byAccount.get(userid)?.leaderIn.length ?? 0) > 0,
  );
  return heads.length > 0 ? heads : lastInstanceOf(policy, directory);
}

function lastInstanceOf(policy: Policy, directory: Directory): readonly string[] {
  const { lastInstance } = policy;
  if (lastInstance === null) return [];
  const complete = withRelations(policy, directory);
  const isHere = ({ userid, status }: Person): boolean => userid !== null && status === 'active';
  return [...complete.persons.values()]
    .filter((person) => isHere(person) && selects(lastInstance, person, complete))
    .map(({ userid }) => userid as string);
}
