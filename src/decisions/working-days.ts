import { nextTellable, tellableAfterDays } from '../notices/quiet-hours.ts';
import type { Manners } from '../policy/manners.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { dayEnds, dayOf } from '../work-time/local-days.ts';

/** So many working days has who is asked for a statement. */
export const STATEMENT_DAYS = 3;
/** For so long a decision can be taken back, and nobody is told of it before. */
export const UNDO_MS = 10 * 60_000;
/** So many working days has who wants to appeal, from when he can have heard of the decision. */
export const APPEAL_DAYS = 10;
/** So many working days has whoever decides of an appeal. */
export const REVIEW_DAYS = 2;

/** The end of the day that is so many working days after the one on which somebody can hear of it. Pure. */
export function workingDaysAfter(
  atMs: number,
  days: number,
  manners: Pick<Manners, 'tellFromMin' | 'tellUntilMin' | 'timeZone'>,
): Date {
  const told = nextTellable(atMs, manners, chineseCalendar);
  const last = tellableAfterDays(told, days, manners, chineseCalendar);
  return dayEnds(dayOf(last, manners.timeZone), manners.timeZone);
}

/** Until when a decision may be appealed: ten working days from when he could be told of it. Pure. */
export const appealableUntil = (decidedAt: Date, manners: Parameters<typeof workingDaysAfter>[2]): Date =>
  workingDaysAfter(decidedAt.getTime() + UNDO_MS, APPEAL_DAYS, manners);
