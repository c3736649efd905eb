import { z } from 'zod';
import type { Unseen } from '../../events/facts.ts';
import { daysAfter, type LocalDate } from '../../work-time/local-time.ts';
import { type WorkInterval, type WorkPlan, workBegunOn } from '../../work-time/work-plan.ts';
import { periodAt } from '../periods.ts';
import { beginOfDayMs, dayMs } from '../register/days.ts';

export const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, { error: 'is not a time of day → write 18:30' });

/** When a post is due from somebody: what he posted from then on counts, until then. */
export interface Due {
  readonly day: LocalDate;
  readonly fromMs: number;
  readonly untilMs: number;
  /** Why nobody knows whether he works on that day; null: he does. */
  readonly unknown: Extract<Unseen, 'calendar-unknown' | 'data-gap'> | null;
}

interface Asked {
  readonly every: 'workday' | 'day' | 'week';
  readonly weekday: number;
  readonly by: string;
  readonly since: string;
}

/** So many days from a day on. */
export const daysFrom = (day: LocalDate, count: number): readonly LocalDate[] =>
  Array.from({ length: count }, (_, nth) => daysAfter(day, nth));

/**
 * When a post is due from who works by a plan, on a day: by the policy's hour, or by the end of his shift where that begins later. Null:
 * none is due on that day; on a free one none ever is, but for every day's from who works in no shifts. Pure.
 */
export function dueOn(day: LocalDate, plan: WorkPlan, { every, weekday, by, since }: Asked): Due | null {
  const beginMs = beginOfDayMs(day);
  const week = periodAt('week', beginMs);
  if (day < since || (every === 'week' && beginMs !== week.fromMs + (weekday - 1) * dayMs)) return null;
  const byMs = beginMs + minutesOf(by) * 60_000;
  const fromMs = every === 'week' ? week.fromMs : Math.max(beginMs, nightEndMs(day, plan));
  const due: Due = { day, fromMs, untilMs: byMs, unknown: null };
  const work = workBegunOn(day, plan);
  if ('kind' in work)
    return isEachDay(every, plan)
      ? due
      : { ...due, unknown: work.kind === 'calendar-unknown' ? 'calendar-unknown' : 'data-gap' };
  const [first, last] = [work[0], work.at(-1)];
  if (!first || !last) return isEachDay(every, plan) ? due : null;
  return plan.shifts && first.fromMs > byMs ? { ...due, untilMs: last.untilMs } : due;
}

const minutesOf = (by: string): number => Number(by.slice(0, 2)) * 60 + Number(by.slice(3));

const isEachDay = (every: Asked['every'], { shifts }: WorkPlan): boolean => every === 'day' && shifts === null;

/** When the work ends that began the day before; what is posted till then is of that day. */
function nightEndMs(day: LocalDate, plan: WorkPlan): number {
  const before = workBegunOn(daysAfter(day, -1), plan);
  const last: WorkInterval | undefined = 'kind' in before ? undefined : before.at(-1);
  return last?.untilMs ?? Number.NEGATIVE_INFINITY;
}
