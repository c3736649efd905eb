/** What the simulator saw. */
export interface Stats {
  readonly callbacks: {
    /** Events that happened. */
    events: number;
    /** Times something was posted. */
    sent: number;
    /** Posts answered 200. */
    accepted: number;
    /** Posts whose plaintext had been posted before on this surface. */
    repeated: number;
    /** Posts answered with another status. */
    refused: number;
    /** Posts without an answer in time. */
    unanswered: number;
    /** Events never posted because of a fault. */
    lost: number;
    /** Events given up after the last retry. */
    abandoned: number;
  };
  /** Counted per person. */
  readonly notices: {
    /** `message/send` said yes. */
    accepted: number;
    /** Appeared on the phone. */
    shown: number;
    /** Swallowed by the duplicate check. */
    duplicates: number;
    /** The same notice appeared twice on one phone. */
    doubled: number;
    /** Dropped in silence: more than 30 a minute or 1000 an hour. */
    dropped: number;
    /** In `invaliduser`. */
    unreachable: number;
    recalled: number;
    /** Card fields longer than WeCom advises, which the client cuts. */
    cut: number;
  };
  /** By path: calls, and answers other than 0. */
  readonly api: Record<string, { calls: number; errors: Record<string, number> }>;
}

export const newStats = (): Stats => ({
  callbacks: { events: 0, sent: 0, accepted: 0, repeated: 0, refused: 0, unanswered: 0, lost: 0, abandoned: 0 },
  notices: { accepted: 0, shown: 0, duplicates: 0, doubled: 0, dropped: 0, unreachable: 0, recalled: 0, cut: 0 },
  api: {},
});

/** Counts one call of an API and, when it was refused, why. */
export function countCall(stats: Stats, path: string, outcome: number | string): void {
  stats.api[path] ??= { calls: 0, errors: {} };
  const row = stats.api[path];
  row.calls += 1;
  if (outcome !== 0) row.errors[outcome] = (row.errors[outcome] ?? 0) + 1;
}

/** The sum of several tenants. */
export function sumStats(all: readonly Stats[]): Stats {
  const sum = newStats();
  for (const { callbacks, notices, api } of all) {
    add(sum.callbacks, callbacks);
    add(sum.notices, notices);
    for (const [path, { calls, errors }] of Object.entries(api)) {
      sum.api[path] ??= { calls: 0, errors: {} };
      sum.api[path].calls += calls;
      add(sum.api[path].errors, errors);
    }
  }
  return sum;
}

function add(into: Record<string, number>, more: Record<string, number>): void {
  for (const [name, count] of Object.entries(more)) into[name] = (into[name] ?? 0) + count;
}
