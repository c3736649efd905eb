import type { Calendar } from '../policy/calendar.ts';
import type { Grace } from '../policy/policy.ts';
import { afterWorkingTime, type WorkHours } from '../policy/working-time.ts';

/**
 * When a grace that begins at `fromMs` is over: in wall time unless the policy says working time. A calendar that ends too
 * early gives wall time: the person gets more time than asked for, never less. Pure.
 */
export function graceEndsMs(fromMs: number, grace: Grace, hours: WorkHours, calendar: Calendar): number {
  if (grace.in === 'wall') return fromMs + grace.ms;
  const deadline = afterWorkingTime(fromMs, grace.ms, hours, calendar);
  return deadline.kind === 'known' ? deadline.atMs : fromMs + Math.max(3 * grace.ms, 3 * 86_400_000);
}
