import type { PersonId } from '../ids.ts';
import { dayEnds } from '../work-time/local-days.ts';
import { daysAfter, localAt } from '../work-time/local-time.ts';

/** What happened to a strike. Any order, and repeats, mean the same. */
export type StrikeEvent =
  | {
      readonly kind: 'decided';
      /** Of the decision. */
      readonly id: string;
      readonly person: PersonId;
      readonly category: string;
      readonly atMs: number;
      /** For how many days it counts, by the policy of its own day: a later version makes no old strike longer. */
      readonly days: number;
    }
  /** The decision of that id was undone, or reversed on appeal. */
  | { readonly kind: 'given-back'; readonly id: string; readonly atMs: number };

/** A strike as the person himself may see it. */
export interface Strike {
  readonly id: string;
  readonly person: PersonId;
  readonly category: string;
  readonly sinceMs: number;
  /** The first moment at which it no longer counts. */
  readonly untilMs: number;
  readonly state: 'counts' | 'expired' | 'given-back';
}

/** All strikes that were decided by a moment, as they stood then, oldest first. It expires with the last of its days. Pure. */
export function strikesAt(events: readonly StrikeEvent[], nowMs: number, timeZone: string): Strike[] {
  const known = events.filter(({ atMs }) => atMs <= nowMs);
  const decided = new Map<string, Decided>();
  for (const event of known) {
    const before = decided.get(event.id);
    if (event.kind === 'decided' && (!before || isBefore(event, before))) decided.set(event.id, event);
  }
  const back = new Set(known.flatMap((event) => (event.kind === 'given-back' ? [event.id] : [])));
  return [...decided.values()]
    .map(({ id, person, category, atMs, days }): Strike => {
      const untilMs = dayEnds(daysAfter(localAt(atMs, timeZone).date, days), timeZone).getTime();
      const state = back.has(id) ? 'given-back' : nowMs < untilMs ? 'counts' : 'expired';
      return { id, person, category, sinceMs: atMs, untilMs, state };
    })
    .sort((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
}

type Decided = Extract<StrikeEvent, { kind: 'decided' }>;

/** Of a decision that was told twice, the earlier word, and of two of one moment the milder. */
const isBefore = (one: Decided, other: Decided): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.days < other.days);

/** How many strikes somebody has of one category; those of others never add up to it. Pure. */
export const strikesIn = (strikes: readonly Strike[], person: PersonId, category: string): number =>
  strikes.filter((one) => one.person === person && one.category === category && one.state === 'counts').length;

/** What one member may see: his own strikes, also those that no longer count, and nobody else's. Pure. */
export const ownStrikes = (strikes: readonly Strike[], person: PersonId): Strike[] =>
  strikes.filter((one) => one.person === person);
