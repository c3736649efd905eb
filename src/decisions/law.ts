import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tx } from '../db/client.ts';
import { packageRoot } from '../db/package-root.ts';
import type { Directory } from '../events/person.ts';
import type { Corp, PersonId } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { Deputy } from '../sanctions/deputies.ts';
import type { Jurisdiction } from '../sanctions/jurisdiction-file.ts';
import { type Ladder, USUAL_LADDER } from '../sanctions/ladder-file.ts';
import { loadJurisdiction } from '../sanctions/load-jurisdiction.ts';
import type { Measure } from '../sanctions/measures.ts';
import type { SignOff } from '../sanctions/sign-off.ts';
import type { Unlock } from '../sanctions/unlock.ts';

// What the law is asked with. Each of these has one place where it comes from.

/** The ladder of a policy; the usual one where it writes none. */
export const ladderOf = (_policy: Policy): Ladder => USUAL_LADDER;

/** Whom the policy names for leaders, and for whatever nobody else may decide. */
export const lastInstanceOf = (_policy: Policy, _directory: Directory): readonly PersonId[] => [];

/** Who stands in for whom, now and later. */
export const deputiesNow = (_tx: Tx, _corp: Corp, _at: Date): Promise<readonly Deputy[]> => Promise.resolve([]);

/** How the version that judged came to bind people. Null: nothing of it is known. */
export const signOffOf = (
  _tx: Tx,
  _corp: Corp,
  _version: { readonly policySlug: string; readonly policyVersion: number },
): Promise<SignOff | null> => Promise.resolve(null);

/** Who answers for a measure that is off by default. */
export const unlockOf = (_tx: Tx, _corp: Corp, _measure: Measure, _at: Date): Promise<Unlock | null> =>
  Promise.resolve(null);

/** Where somebody works, as the jurisdiction names places; null: nobody has said it. */
export const regionOf = (_tx: Tx, _corp: Corp, _person: PersonId): Promise<string | null> => Promise.resolve(null);

let mainland: Jurisdiction | null = null;

/** The law of the corp's place. */
export function jurisdictionOf(_corp: Corp): Jurisdiction {
  if (mainland) return mainland;
  const file = join(packageRoot(), 'policies', 'jurisdictions', 'cn-mainland.yaml');
  const read = loadJurisdiction(readFileSync(file, 'utf8'), file);
  if (!('jurisdiction' in read)) throw new TypeError('the jurisdiction file of this release does not read');
  mainland = read.jurisdiction;
  return mainland;
}
