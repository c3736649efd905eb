import { instantOf } from '../work-time/local-time.ts';
import type { Span } from './manners.ts';
import type { Grace } from './policy.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `none`, `30 minutes`, `48h`, `3 days`, `4 working hours`, `2 working days`. */
export const GRACE = /^(?:none|(\d{1,4}) ?(working )?(m|min|minutes?|h|hours?|d|days?))$/;
export const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** China has no summer time; policies speak of Chinese days. */
export const POLICY_TIME_ZONE = 'Asia/Shanghai';

/** A working day is the sum of the policy's working hours. The text must match `GRACE`. */
export function parseGrace(text: string, workday: readonly Span[]): Grace {
  const [, amount, working, unit] = GRACE.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return { ms: 0, in: 'wall' };
  const dayMs = working ? workday.reduce((sum, span) => sum + span.untilMin - span.fromMin, 0) * MINUTE_MS : DAY_MS;
  const unitMs = unit.startsWith('m') ? MINUTE_MS : unit.startsWith('h') ? HOUR_MS : dayMs;
  return { ms: Number(amount) * unitMs, in: working ? 'working' : 'wall' };
}

/** Minutes since midnight. The text must match `TIME_OF_DAY`. */
export function minuteOfDay(text: string): number {
  const [, hours, minutes] = TIME_OF_DAY.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

/** The first moment after a Chinese day, from YYYY-MM-DD. */
export const endOfDayMs = (date: string): number => instantOf(date, 24 * 60, POLICY_TIME_ZONE);

/** The first moment of a Chinese day, from YYYY-MM-DD. */
export const startOfDayMs = (date: string): number => instantOf(date, 0, POLICY_TIME_ZONE);
