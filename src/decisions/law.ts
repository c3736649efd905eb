import type { Tx } from '../db/client.ts';
import { lastInstanceOf as lastInstanceIn } from '../duties/last-instance.ts';
import { loadDeputies } from '../duties/load-deputies.ts';
import type { Directory } from '../events/person.ts';
import type { Corp, PersonId } from '../ids.ts';
import { corpJurisdiction } from '../legal/jurisdictions.ts';
import { placeOf } from '../legal/places.ts';
import { loadUnlock } from '../legal/unlocks.ts';
import type { Policy } from '../policy/policy.ts';
import type { Deputy } from '../sanctions/deputies.ts';
import type { Jurisdiction } from '../sanctions/jurisdiction-file.ts';
import type { Ladder } from '../sanctions/ladder-file.ts';
import type { Measure } from '../sanctions/measures.ts';
import type { SignOff } from '../sanctions/sign-off.ts';
import type { Unlock } from '../sanctions/unlock.ts';
import { loadSignOff } from '../sign-off/load-sign-off.ts';

// What the law is asked with. Each of these has one place where it comes from.

/** The ladder of a policy; the usual one where it writes none. */
export const ladderOf = ({ ladder }: Pick<Policy, 'ladder'>): Ladder => ladder;

/** Whom the policy names for leaders, and for whatever nobody else may decide. */
export const lastInstanceOf = (policy: Policy, directory: Directory): readonly PersonId[] =>
  lastInstanceIn(policy, directory);

/** Who stands in for whom, now and later. */
export const deputiesNow = (tx: Tx, corp: Corp, at: Date): Promise<readonly Deputy[]> => loadDeputies(tx, corp, at);

/** How the version that judged came to bind people. Null: nothing of it is known. */
export const signOffOf = (
  tx: Tx,
  corp: Corp,
  { policySlug, policyVersion }: { readonly policySlug: string; readonly policyVersion: number },
): Promise<SignOff | null> => loadSignOff(tx, corp, { policySlug, policyVersion });

/** Who answers for a measure that is off by default. */
export const unlockOf = (tx: Tx, corp: Corp, measure: Measure, at: Date): Promise<Unlock | null> =>
  loadUnlock(tx, corp, measure, at);

/** Where somebody works, as the jurisdiction names places; null: nobody has said it. */
export const regionOf = (tx: Tx, corp: Corp, person: PersonId): Promise<string | null> => placeOf(tx, corp, person);

/** The law of the corp's place. */
export const jurisdictionOf = (corp: Corp): Jurisdiction => corpJurisdiction(corp);
