import type { Tx } from '../db/client.ts';
import type { Person } from '../events/person.ts';
import { corpJurisdiction } from '../legal/jurisdictions.ts';
import { placeOf } from '../legal/places.ts';
import { loadUnlock } from '../legal/unlocks.ts';
import { type Guarded, guard } from '../sanctions/guard.ts';
import { rungFor, severityOf } from '../sanctions/ladder.ts';
import { profileOf } from '../sanctions/load-jurisdiction.ts';
import { MEASURES, type Measure, type Proof } from '../sanctions/measures.ts';
import type { SignOff } from '../sanctions/sign-off.ts';
import { strikesIn } from '../sanctions/strikes.ts';
import { loadSignOff } from '../sign-off/load-sign-off.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { reachedBy } from './reached.ts';
import { heardOf } from './statements-of.ts';
import { categoryOf, ownStrikes } from './strikes.ts';

/** What a proposal would have to be shown, as it is kept and printed. */
export interface Weighed {
  readonly guarded: Guarded;
  /** What the policy's ladder lets a person propose now. */
  readonly mayPropose: readonly Measure[];
  /** What is there besides the sign-off. */
  readonly shown: readonly Proof[];
}

/** Proofs that come about by asking him: as long as nobody has, they are still to come. */
const TO_COME: readonly Proof[] = ['statement', 'reached'];

/** One person's side of the scales: what holds whatever measure is asked about. */
export interface Scales {
  readonly shown: readonly Proof[];
  readonly region: string | null;
  readonly signOff: SignOff | null;
  readonly mayPropose: readonly Measure[];
}

type About = Held & { readonly person: Person };

/** `to-come`: what he has still to be asked counts as shown, for he is asked next; `now`: only what is there. */
export async function scalesOf(tx: Tx, deciding: Deciding, held: About, proofs: 'to-come' | 'now'): Promise<Scales> {
  const { corp } = deciding;
  const { matter, person } = held;
  const there = await shownNow(tx, deciding, held);
  const waits = proofs === 'to-come' && (await reachedBy(tx, corp, matter.id, person)) !== 'no';
  return {
    shown: [...new Set([...there, ...(waits ? TO_COME : proofs === 'to-come' ? (['statement'] as const) : [])])],
    region: await placeOf(tx, corp, person.id),
    signOff: await loadSignOff(tx, corp, matter),
    mayPropose: await ladderAllows(tx, deciding, held),
  };
}

/** Asks the law about one measure and one person. */
export async function weighOn(
  tx: Tx,
  { corp, at }: Deciding,
  { matter, person, directory }: About,
  { shown, region, signOff, mayPropose }: Scales,
  { measure, by }: { readonly measure: Measure; readonly by: string },
): Promise<Weighed> {
  const jurisdiction = corpJurisdiction(corp);
  const proposal = {
    measure,
    subject: person.id,
    by: directory.byAccount.get(by.toLowerCase())?.id ?? person.id,
    happenedAtMs: matter.openedAt.getTime(),
    region,
    shown,
    money: null,
  };
  const profile = profileOf(jurisdiction, person.relation);
  const unlock = await loadUnlock(tx, corp, measure, at);
  const guarded = guard(proposal, jurisdiction, profile, signOff, unlock, at.getTime());
  return { guarded, mayPropose, shown };
}

/** Asks the law about one measure and one person, of whom nothing has been looked up yet. */
export const weigh = async (
  tx: Tx,
  deciding: Deciding,
  held: About,
  of: { readonly measure: Measure; readonly by: string },
  proofs: 'to-come' | 'now',
): Promise<Weighed> => weighOn(tx, deciding, held, await scalesOf(tx, deciding, held, proofs), of);

/** What the policy's ladder lets a person propose about this one now, by severity and by the strikes of the category. */
export async function ladderAllows(
  tx: Tx,
  { corp, at }: Deciding,
  { matter, policy, person }: Held,
): Promise<readonly Measure[]> {
  if (!person) return [];
  const { ladder } = policy;
  const category = categoryOf(matter.rule);
  const { timeZone } = policy.manners;
  const strikes = await ownStrikes(tx, corp, { personId: person.id, timeZone, at });
  const rung = rungFor(ladder, severityOf(ladder, category), strikesIn(strikes, person.id, category));
  return MEASURES.filter((one) => rung.may.includes(one));
}

async function shownNow(
  tx: Tx,
  deciding: Deciding,
  { matter, policy, person }: Held & { readonly person: Person },
): Promise<Proof[]> {
  const heard = await heardOf(tx, deciding, matter.id, policy.manners);
  const reached = await reachedBy(tx, deciding.corp, matter.id, person);
  const { ladder } = policy;
  const category = categoryOf(matter.rule);
  const said = Object.hasOwn(ladder.severities, category) ? ladder.severities[category] : undefined;
  return [
    ...(heard !== 'waits' && heard !== 'not-asked' ? (['statement'] as const) : []),
    ...(reached === 'yes' ? (['reached'] as const) : []),
    ...(said && said.confirmedBy !== 'unset' ? (['severity'] as const) : []),
  ];
}
