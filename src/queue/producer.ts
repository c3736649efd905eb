import type { Corp } from '../ids.ts';

/** The kinds of bells. A bell says only "corp X has some of these"; the worker finds the rows. */
export const BELLS = ['callbacks', 'groups', 'timers', 'notices', 'upkeep', 'reports'] as const;
export type BellName = (typeof BELLS)[number];

export interface Bell {
  /** Rings once per corp and kind, however often it is asked while one is live. Answers at once, never waits for a store that is down. */
  ring(name: BellName, corp: Corp): Promise<'rung' | 'down'>;
  close(): Promise<void>;
}
