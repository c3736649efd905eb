import { officeNow } from '../cases/addressee.ts';
import type { Directory } from '../events/person.ts';
import type { Policy } from '../policy/policy.ts';
import { lastInstanceOf } from './last-instance.ts';

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
  if (heads.length > 0) return heads;
  return lastInstanceOf(policy, directory).flatMap((id) => directory.persons.get(id)?.userid ?? []);
}
