/** Counts of a department, a rank, or of several that were too small to stand alone. No person can be read off them. */
export interface Measured {
  /** More than one: merged. */
  readonly names: readonly string[];
  readonly people: number;
  /** Of them: of whom something could be checked at all. */
  readonly seen: number;
  /** Of them: about whom something was found that was not taken back. */
  readonly found: number;
  /** Of them: of whom a person confirmed it. */
  readonly confirmed: number;
  /** How many different people were waited for. */
  readonly awaited: number;
  /** Matters that were answered in time, of those that were due. */
  readonly met: number;
  readonly due: number;
}

/** Fewer people, or matters, than this are never shown alone: a cell would tell who it is about. */
export const FEWEST = 5;

/**
 * Rows of fewer than five people become one; if that one is still too small, the smallest of the others joins it, so that nobody can
 * be told from what is missing. The order of the others stays. Pure.
 */
export function mergeSmall(rows: readonly Measured[]): Measured[] {
  const large = rows.filter(({ people }) => people >= FEWEST);
  const small = rows.filter(({ people }) => people < FEWEST);
  if (small.length === 0) return large;
  let merged = together(small);
  while (merged.people < FEWEST && large.length > 0) {
    const [smallest] = [...large].sort((a, b) => a.people - b.people);
    if (!smallest) break;
    large.splice(large.indexOf(smallest), 1);
    merged = together([merged, smallest]);
  }
  return [...large, merged];
}

const together = (rows: readonly Measured[]): Measured => {
  const sum = (of: (row: Measured) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    names: rows.flatMap(({ names }) => names),
    people: sum((row) => row.people),
    seen: sum((row) => row.seen),
    found: sum((row) => row.found),
    confirmed: sum((row) => row.confirmed),
    awaited: sum((row) => row.awaited),
    met: sum((row) => row.met),
    due: sum((row) => row.due),
  };
};

/** A share with what it is a share of; null: too few people stand behind it. Percent is cut, never rounded up. */
export interface Share {
  readonly of: number;
  readonly all: number;
  readonly percent: number;
}

/** The share of people, or of matters, that may be shown. Pure. */
export const shareOf = (of: number, all: number, people: number): Share | null =>
  people < FEWEST || all === 0 ? null : { of, all, percent: Math.floor((of * 100) / all) };
