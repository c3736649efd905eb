import { z } from 'zod';
import type { Stretch } from '../work-time/work-plan.ts';

const Stretches = z.array(z.strictObject({ fromMin: z.int(), untilMin: z.int() }));

/** Stretches as a row holds them; null where the row holds none. */
export const stretchesOf = (kept: unknown): readonly Stretch[] | null => (kept === null ? null : Stretches.parse(kept));

const DAY_MIN = 1_440;

/** What is wrong with the stretches of one day, or nothing: they run one after another and end before the day after the next. */
export function wrongStretches(stretches: readonly Stretch[]): 'backwards' | 'overlapping' | 'too-long' | null {
  const sorted = [...stretches].sort((a, b) => a.fromMin - b.fromMin);
  if (sorted.some(({ fromMin, untilMin }) => fromMin >= untilMin)) return 'backwards';
  if (sorted.some(({ fromMin, untilMin }) => fromMin < 0 || fromMin >= DAY_MIN || untilMin - fromMin > DAY_MIN))
    return 'too-long';
  return sorted.some(({ fromMin }, i) => fromMin < (sorted[i - 1]?.untilMin ?? 0)) ? 'overlapping' : null;
}
