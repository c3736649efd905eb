import { elapsedMs } from '../time.ts';

/** Counts refused calls per address, in memory alone. Whoever is signed is never asked. */
export interface Refusals {
  /** Notes one more, and says whether this address has used up its minute. */
  note(address: string): 'again' | 'too-many';
}

const PER_MINUTE = 30;
const MINUTE_MS = 60_000;
/** So many strangers at once are a flood from everywhere: forgetting them all costs a few more refusals, no memory. */
const MOST_ADDRESSES = 10_000;

/** Opens the count; a minute begins with an address's first refusal. */
export function openRefusals(now: () => number = elapsedMs): Refusals {
  const seen = new Map<string, { sinceMs: number; count: number }>();
  return {
    note(address) {
      const at = now();
      const known = seen.get(address);
      if (known && at - known.sinceMs < MINUTE_MS) {
        known.count += 1;
        return known.count > PER_MINUTE ? 'too-many' : 'again';
      }
      if (seen.size >= MOST_ADDRESSES) seen.clear();
      seen.set(address, { sinceMs: at, count: 1 });
      return 'again';
    },
  };
}
