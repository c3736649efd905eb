import type { JobsOptions } from 'bullmq';
import { z } from 'zod';
import { Corp } from '../ids.ts';
import type { BellName } from './producer.ts';

/** All that a job carries: whose rows to look for. Anything else may be old, secret or untrue by the time it is read. */
export const BellData = z.strictObject({ v: z.literal(1), corp: Corp });
export type BellData = z.infer<typeof BellData>;

/** How many corps one process works for at once, by kind of bell. */
export const CONCURRENCY: Readonly<Record<BellName, number>> = {
  callbacks: 4,
  timers: 2,
  notices: 2,
  archive: 2,
};

/**
 * One waiting job a corp and kind; a bell rung while one runs is kept for when it ends, since the running one may have
 * looked for the last time. Ended jobs free the id at once. A handful of ended ones stays for whoever looks.
 */
export const jobOptions = (name: BellName, corp: Corp): JobsOptions => ({
  deduplication: { id: `${corp}-${name}`, keepLastIfActive: true },
  attempts: 5,
  backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
  removeOnComplete: { count: 100 },
  removeOnFail: { count: 500 },
});
