import { type Calendar, tellingDay } from '../work-time/calendar.ts';
import { dayBegins } from '../work-time/local-days.ts';
import { daysAfter, type LocalDate, localAt, weekdayOf } from '../work-time/local-time.ts';
import { weekOf } from './week.ts';

export interface Days {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly from: Date;
  readonly until: Date;
}

/**
 * The days of a week of which a card tells on one of its workdays: those since the last workday, on the second one all since Monday,
 * so that each day is told of once. Null on the first: the card of the week before comes then; and on a day off. Pure.
 */
export function lastDays(nowMs: number, timeZone: string, calendar: Calendar): Days | null {
  const today = localAt(nowMs, timeZone).date;
  const { monday } = weekOf(today, timeZone);
  const gone = Array.from({ length: (weekdayOf(today) + 6) % 7 }, (_, days) => daysAfter(monday, days));
  const [lastWorked, before] = gone.filter((day) => tellingDay(day, calendar).tell === 'yes').reverse();
  if (lastWorked === undefined || tellingDay(today, calendar).tell === 'no') return null;
  const first = before === undefined ? monday : lastWorked;
  return { first, last: daysAfter(today, -1), from: dayBegins(first, timeZone), until: dayBegins(today, timeZone) };
}
