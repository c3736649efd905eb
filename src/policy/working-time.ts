import type { Calendar } from './calendar.ts';
import { daysAfter, instantOf, type LocalDate, localAt } from './local-time.ts';

/** When a company works: several stretches a day (lunch is a gap), by the clocks of one zone. Minutes of the day, ascending. */
export interface WorkHours {
  readonly timeZone: string;
  readonly stretches: readonly { readonly fromMin: number; readonly untilMin: number }[];
}

export type Deadline =
  | { readonly kind: 'known'; readonly atMs: number }
  | { readonly kind: 'calendar-unknown'; readonly date: LocalDate };

/** Ten years of days: further off than that is a mistake, not a deadline. */
const MOST_DAYS = 3_660;

/** The instant at which `workMs` of working time have passed. A date that the calendar does not know is an answer of its own. */
export function afterWorkingTime(startMs: number, workMs: number, hours: WorkHours, calendar: Calendar): Deadline {
  let left = workMs;
  let date = localAt(startMs, hours.timeZone).date;
  for (let days = 0; days < MOST_DAYS; days += 1, date = daysAfter(date, 1)) {
    const kind = calendar.day(date);
    if (kind === 'unknown') return { kind: 'calendar-unknown', date };
    if (kind === 'off') continue;
    for (const { fromMs, untilMs } of stretchesOf(date, hours)) {
      const from = Math.max(fromMs, startMs);
      if (from >= untilMs) continue;
      if (untilMs - from >= left) return { kind: 'known', atMs: from + left };
      left -= untilMs - from;
    }
  }
  return { kind: 'calendar-unknown', date };
}

function stretchesOf(date: LocalDate, { stretches, timeZone }: WorkHours) {
  return stretches.map(({ fromMin, untilMin }) => ({
    fromMs: instantOf(date, fromMin, timeZone),
    untilMs: instantOf(date, untilMin, timeZone),
  }));
}
