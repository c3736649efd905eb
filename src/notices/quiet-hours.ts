import type { Manners } from '../policy/manners.ts';
import { type Calendar, tellingDay } from '../work-time/calendar.ts';
import { daysAfter, instantOf, localAt } from '../work-time/local-time.ts';

type Hours = Pick<Manners, 'tellFromMin' | 'tellUntilMin' | 'timeZone'>;

/** Longer than any holiday with its weekends. */
const MOST_DAYS = 40;

/** The first moment from `atMs` on at which people may be told. Dates that the calendar does not know count as Monday to Friday. */
export function nextTellable(atMs: number, manners: Hours, calendar: Calendar): number {
  const { date: today, minute } = localAt(atMs, manners.timeZone);
  for (let days = 0; days < MOST_DAYS; days += 1) {
    const date = daysAfter(today, days);
    if (tellingDay(date, calendar).tell === 'no') continue;
    if (days > 0 || minute < manners.tellFromMin) return instantOf(date, manners.tellFromMin, manners.timeZone);
    if (minute < manners.tellUntilMin) return atMs;
  }
  throw new TypeError('a calendar without a working day in forty');
}

/** When telling begins on the next telling day after the local day of `atMs`. */
export function nextTellingDay(atMs: number, manners: Hours, calendar: Calendar): number {
  return nextTellable(startOfNextDay(atMs, manners.timeZone), manners, calendar);
}

/** When the day began that is so many telling days before that of `atMs`: 2 before a Monday is the Thursday. */
export function tellingDaysBefore(atMs: number, tellingDays: number, { timeZone }: Hours, calendar: Calendar): number {
  let { date } = localAt(atMs, timeZone);
  for (let left = tellingDays; left > 0; ) {
    date = daysAfter(date, -1);
    if (tellingDay(date, calendar).tell !== 'no') left -= 1;
  }
  return instantOf(date, 0, timeZone);
}

/** The moment when the place's day of `atMs` began. */
export const startOfDay = (atMs: number, timeZone: string): number =>
  instantOf(localAt(atMs, timeZone).date, 0, timeZone);

/** The moment when the place's next day begins. */
export const startOfNextDay = (atMs: number, timeZone: string): number =>
  instantOf(daysAfter(localAt(atMs, timeZone).date, 1), 0, timeZone);

/** The first telling moment that is so many telling days after the day of `atMs`: 2 from a Thursday is the Monday. */
export function tellableAfterDays(atMs: number, tellingDays: number, manners: Hours, calendar: Calendar): number {
  let at = atMs;
  for (let day = 0; day < tellingDays; day += 1) at = nextTellingDay(at, manners, calendar);
  return at;
}
