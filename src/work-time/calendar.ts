import chineseDays from 'chinese-days';
import type { LocalDate } from './local-time.ts';
import { weekdayOf } from './local-time.ts';
import type { Stretch } from './work-plan.ts';

export type DayKind = 'work' | 'off' | 'unknown';

/** Working days of a place, with stated coverage: a date outside it is unknown, never guessed. */
export interface Calendar {
  day(date: LocalDate): DayKind;
  /** The hours of a date that has its own; null: the ordinary ones. */
  hours?(date: LocalDate): readonly Stretch[] | null;
  readonly coveredFrom: LocalDate;
  /** The last date it knows. */
  readonly coveredUntil: LocalDate;
  /** What it knows of its own, and what lies below: what was judged by it can be named. */
  readonly own?: {
    readonly days: ReadonlyMap<LocalDate, 'work' | 'off'>;
    readonly hours: ReadonlyMap<LocalDate, readonly Stretch[]>;
    readonly below: Calendar;
  };
}

/**
 * The years whose public notice of holidays and make-up workdays is in the data. The package itself answers silently,
 * and wrongly, for any later year: raise this only together with data that names the year's holidays.
 */
const COVERED_YEARS = { first: 2004, last: 2026 } as const;

/** Mainland China, with 调休. */
export const chineseCalendar: Calendar = {
  coveredFrom: `${COVERED_YEARS.first}-01-01`,
  coveredUntil: `${COVERED_YEARS.last}-12-31`,
  day(date) {
    const year = Number(date.slice(0, 4));
    if (!(year >= COVERED_YEARS.first && year <= COVERED_YEARS.last)) return 'unknown';
    return chineseDays.isWorkday(date) ? 'work' : 'off';
  },
};

/**
 * A calendar with days of its own: what a corp, and over that a department, says of single dates goes before what the country
 * says. A date that is named is known also where the calendar below ends; no other becomes so.
 */
export const calendarOver = (
  below: Calendar,
  days: ReadonlyMap<LocalDate, 'work' | 'off'>,
  hours: ReadonlyMap<LocalDate, readonly Stretch[]> = new Map(),
): Calendar => ({
  coveredFrom: below.coveredFrom,
  coveredUntil: below.coveredUntil,
  own: { days, hours, below },
  day: (date) => days.get(date) ?? below.day(date),
  hours: (date) => hours.get(date) ?? (days.has(date) ? null : (below.hours?.(date) ?? null)),
});

/** A day for telling people: by the calendar, else Monday to Friday; `basis` says which, so that it can be said. */
export function tellingDay(
  date: LocalDate,
  calendar: Calendar,
): { readonly tell: 'yes' | 'no'; readonly basis: 'calendar' | 'weekday' } {
  const kind = calendar.day(date);
  if (kind !== 'unknown') return { tell: kind === 'work' ? 'yes' : 'no', basis: 'calendar' };
  const weekday = weekdayOf(date);
  return { tell: weekday >= 1 && weekday <= 5 ? 'yes' : 'no', basis: 'weekday' };
}
