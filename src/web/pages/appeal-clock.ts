import { dayOf } from '../../work-time/local-days.ts';
import type { Say } from '../words/say.ts';
import { until } from './case-shown.ts';

const DAY_MS = 86_400_000;

/** Until when an appeal is to be decided, and how many days of the calendar that is from today. Pure. */
export function dueWords(dueAt: Date, at: Date, timeZone: string, say: Say): string {
  const day = (moment: Date): number => Date.parse(dayOf(moment.getTime(), timeZone)) / DAY_MS;
  // It ends with a day: the first moment of the next one is the end of the last.
  const days = day(new Date(dueAt.getTime() - 1)) - day(at);
  const due = until(dueAt, { timeZone });
  if (days > 0) return say('appealDue', { due, days });
  return days === 0 ? say('appealDueToday', { due }) : say('appealLate', { due, days: -days });
}
