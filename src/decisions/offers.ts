import type { Tx } from '../db/client.ts';
import type { Guarded } from '../sanctions/guard.ts';
import { MEASURES, type Measure } from '../sanctions/measures.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { scalesOf, weighOn } from './weigh.ts';

/** A measure as the law of the place and the policy's ladder see it for one person today. */
export interface Offer {
  readonly measure: Measure;
  readonly guarded: Guarded;
  /** `not-yet`: the ladder of the policy does not reach it, whatever the law says. */
  readonly ladder: 'reached' | 'not-yet';
  /** Whether it may be proposed now. */
  readonly may: 'propose' | 'not-executed';
}

/** Every measure about the one a case is about: those that may be proposed now, and the others with why not. Of a group there is none. */
export async function offersFor(tx: Tx, deciding: Deciding, held: Held, by: string): Promise<Offer[]> {
  const { person } = held;
  if (!person) return [];
  const about = { ...held, person };
  const scales = await scalesOf(tx, deciding, about, 'to-come');
  const offers: Offer[] = [];
  for (const measure of MEASURES) {
    const { guarded, mayPropose } = await weighOn(tx, deciding, about, scales, { measure, by });
    const ladder = measure === 'note' || mayPropose.includes(measure) ? 'reached' : 'not-yet';
    const may = guarded.may === 'propose' && ladder === 'reached' ? 'propose' : 'not-executed';
    offers.push({ measure, guarded, ladder, may });
  }
  return offers;
}
