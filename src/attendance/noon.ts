import { instantOf, localAt } from '../work-time/local-time.ts';
import type { WorkHours } from '../work-time/work-plan.ts';

const NOON_MIN = 720;

/** The minute that parts a working day into its halves: the middle of its longest break, else noon. */
export function halfDayMin({ stretches }: WorkHours): number {
  const breaks = stretches.slice(1).flatMap(({ fromMin }, i) => {
    const before = stretches[i];
    return before ? [{ fromMin: before.untilMin, untilMin: fromMin }] : [];
  });
  const [longest] = breaks.sort((a, b) => b.untilMin - b.fromMin - (a.untilMin - a.fromMin));
  return longest ? Math.round((longest.fromMin + longest.untilMin) / 2) : NOON_MIN;
}

/** A moment of half days: its noon is the middle of the company's break, so that half a day is half of the work. */
export function inHalves(ms: number, hours: WorkHours): number {
  const { date, minute } = localAt(ms, hours.timeZone);
  return minute === NOON_MIN ? instantOf(date, halfDayMin(hours), hours.timeZone) : ms;
}
