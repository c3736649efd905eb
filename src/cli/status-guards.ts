import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { loadUnlock } from '../legal/unlocks.ts';
import { endOfDayMs, startOfDayMs } from '../policy/durations.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce } from '../review/policies.ts';
import { MEASURES } from '../sanctions/measures.ts';
import type { Unlock } from '../sanctions/unlock.ts';
import { type SignOffStanding, signOffStanding } from '../sign-off/standing.ts';

/** What guards a sanction, as it stands: how far versions bind people, and which measures somebody answers for now. */
export interface Guards {
  readonly signOff: readonly SignOffStanding[];
  readonly unlocked: readonly Pick<Unlock, 'measure' | 'approver' | 'reason' | 'on' | 'until'>[];
}

/** Reads it for one corp. */
export async function guardsOf(tx: Tx, place: Pick<CorpConfig, 'slug' | 'jurisdiction'>): Promise<Guards> {
  const corp = place.slug;
  const at = await nowIn(tx);
  const policies = await policiesInForce(tx, corp, at);
  const directory = await directoryOf(tx, corp, at.getTime());
  const signOff: SignOffStanding[] = [];
  for (const policy of policies) signOff.push(await signOffStanding(tx, corp, place, policy, directory, at));
  const unlocked: Unlock[] = [];
  for (const measure of MEASURES) {
    const found = await loadUnlock(tx, corp, measure, at);
    if (found && startOfDayMs(found.on) <= at.getTime() && at.getTime() < endOfDayMs(found.until)) unlocked.push(found);
  }
  return { signOff, unlocked };
}

/** The same as rows of a table. */
export const guardRows = ({ signOff, unlocked }: Guards): [string, string][] => [
  ['signed off', signOff.map(signOffInWords).join('; ') || 'no policy is in force'],
  [
    'unlocked',
    unlocked
      .map(({ measure, approver, until }) => `${measure} by ${approver.name} (${approver.post}) until ${until}`)
      .join(', ') || 'nothing: fines and red packets are off',
  ],
];

/** One version in a few words; without all proofs its rules only remind. */
export const signOffInWords = ({ policy, version, missing, waiting }: SignOffStanding): string => {
  if (missing.length > 0) return `${policy} v${version} is not (${missing.join(', ')} missing): rules only remind`;
  return waiting === 0 ? `${policy} v${version}` : `${policy} v${version}, ${waiting} people were not shown it yet`;
};
