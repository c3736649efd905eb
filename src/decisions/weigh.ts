import type { Tx } from '../db/client.ts';
import type { Person } from '../events/person.ts';
import { type Guarded, guard } from '../sanctions/guard.ts';
import { rungFor, severityOf } from '../sanctions/ladder.ts';
import { profileOf } from '../sanctions/load-jurisdiction.ts';
import { MEASURES, type Measure, type Proof } from '../sanctions/measures.ts';
import { strikesIn } from '../sanctions/strikes.ts';
import type { Deciding } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { jurisdictionOf, ladderOf, regionOf, signOffOf, unlockOf } from './law.ts';
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

/**
 * Asks the law about one measure and one person. `to-come`: what he has still to be asked counts as shown, for he is asked next;
 * `now`: only what is there.
 */
export async function weigh(
  tx: Tx,
  deciding: Deciding,
  held: Held & { readonly person: Person },
  { measure, by }: { readonly measure: Measure; readonly by: string },
  proofs: 'to-come' | 'now',
): Promise<Weighed> {
  const { corp, at } = deciding;
  const { matter, person, directory } = held;
  const there = await shownNow(tx, deciding, held);
  const waits = proofs === 'to-come' && (await reachedBy(tx, corp, matter.id, person)) !== 'no';
  const shown = [...new Set([...there, ...(waits ? TO_COME : proofs === 'to-come' ? (['statement'] as const) : [])])];
  const jurisdiction = jurisdictionOf(corp);
  const guarded = guard(
    {
      measure,
      subject: person.id,
      by: directory.byAccount.get(by.toLowerCase())?.id ?? person.id,
      happenedAtMs: matter.openedAt.getTime(),
      region: await regionOf(tx, corp, person.id),
      shown,
      money: null,
    },
    jurisdiction,
    profileOf(jurisdiction, person.relation),
    await signOffOf(tx, corp, matter),
    await unlockOf(tx, corp, measure, at),
    at.getTime(),
  );
  return { guarded, mayPropose: await ladderAllows(tx, deciding, held), shown };
}

/** What the policy's ladder lets a person propose about this one now, by severity and by the strikes of the category. */
export async function ladderAllows(
  tx: Tx,
  { corp, at }: Deciding,
  { matter, policy, person }: Held,
): Promise<readonly Measure[]> {
  if (!person) return [];
  const ladder = ladderOf(policy);
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
  const ladder = ladderOf(policy);
  const category = categoryOf(matter.rule);
  const said = Object.hasOwn(ladder.severities, category) ? ladder.severities[category] : undefined;
  return [
    ...(heard !== 'waits' && heard !== 'not-asked' ? (['statement'] as const) : []),
    ...(reached === 'yes' ? (['reached'] as const) : []),
    ...(said && said.confirmedBy !== 'unset' ? (['severity'] as const) : []),
  ];
}
