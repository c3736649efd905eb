import { dayBegins } from '../work-time/local-days.ts';
import { daysAfter, type LocalDate, localAt, weekdayOf } from '../work-time/local-time.ts';

export interface Week {
  /** Its Monday. */
  readonly monday: LocalDate;
  readonly from: Date;
  readonly until: Date;
}

/** The week of a day, Monday to Sunday by the clocks of a place. Pure. */
export function weekOf(date: LocalDate, timeZone: string): Week {
  const monday = daysAfter(date, -((weekdayOf(date) + 6) % 7));
  return { monday, from: dayBegins(monday, timeZone), until: dayBegins(daysAfter(monday, 7), timeZone) };
}

/** The last whole week before a moment. Pure. */
export const lastWeek = (nowMs: number, timeZone: string): Week =>
  weekOf(daysAfter(localAt(nowMs, timeZone).date, -7), timeZone);
