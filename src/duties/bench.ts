import { officeNow } from '../cases/addressee.ts';
import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import type { Corp, PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { Bench } from '../sanctions/recusal.ts';
import { lastInstanceOf } from './last-instance.ts';
import { loadDeputies } from './load-deputies.ts';

/** The offices that decide: HR, and whoever supervises. Each policy names who they are. */
const OFFICES = ['hr', 'supervising'] as const;

/** Who holds the duty to decide now, by a policy: its offices, whoever stands in for them, its last instance. */
export async function benchOf(tx: Tx, corp: Corp, policy: Policy, directory: Directory, at: Date): Promise<Bench> {
  return {
    office: holdersOf(policy, directory),
    deputies: await loadDeputies(tx, corp, at),
    lastInstance: lastInstanceOf(policy, directory),
  };
}

/** The people of the offices that decide. Pure. */
export const holdersOf = (policy: Policy, directory: Directory): PersonId[] =>
  [...new Set(OFFICES.flatMap((office) => officeNow(policy, office, { directory })))].flatMap(
    (userid) => directory.byAccount.get(userid)?.id ?? [],
  );
