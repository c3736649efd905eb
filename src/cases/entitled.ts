import type { Tx } from '../db/client.ts';
import type { Directory, Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { isSubject, keepersOf } from '../notices/keepers.ts';
import { policiesInForce } from '../review/policies.ts';
import { officeNow } from './addressee.ts';
import { type CaseAction, MEANINGS } from './decide.ts';

export interface Matter {
  readonly chatId: string;
  readonly subject: string;
  readonly policySlug: string;
}

/**
 * Whether this person may press this button of this case now: the subject about himself; about others who looks after the
 * group today, or HR; HR's own buttons HR alone. Nobody decides about himself in another's place.
 */
export async function entitled(
  tx: Tx,
  corp: Corp,
  action: CaseAction,
  matter: Matter,
  person: Person,
  directory: Directory,
  at: Date,
): Promise<'yes' | 'no'> {
  const { side } = MEANINGS[action];
  const himself = isSubject(matter.subject, person);
  if (side === 'subject') return himself ? 'yes' : 'no';
  if (himself) return 'no';
  if (side === 'keeper' && (await keepersOf(tx, corp, matter, directory, at)).includes(person.userid ?? ''))
    return 'yes';
  return (await isHr(tx, corp, matter, person, directory, at)) ? 'yes' : 'no';
}

async function isHr(
  tx: Tx,
  corp: Corp,
  { policySlug }: Matter,
  { userid }: Person,
  directory: Directory,
  at: Date,
): Promise<boolean> {
  const policies = await policiesInForce(tx, corp, at);
  const policy = policies.find(({ slug }) => slug === policySlug) ?? policies[0];
  return policy !== undefined && userid !== null && officeNow(policy, 'hr', { directory }).includes(userid);
}
