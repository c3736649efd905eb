import type { Clock } from '../../src/time.ts';

/** A clock for the simulator's own tests, which need no database: it stands still until it is moved. */
export interface MovableClock extends Clock {
  move(forwardMs: number): Promise<void>;
}

export function movableClock(start: string): MovableClock {
  let nowMs = Date.parse(start);
  return {
    now: async () => new Date(nowMs),
    move: async (forwardMs) => {
      nowMs += forwardMs;
    },
  };
}
