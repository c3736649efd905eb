import { daysAfter, instantOf, type LocalDate, localAt } from '../work-time/local-time.ts';
import { type WorkInterval, type WorkPlan, workBegunOn } from '../work-time/work-plan.ts';

const MINUTE_MS = 60_000;
/** So long before the end of his own work a person is asked, at the latest: what can still be done today, can. */
export const BEFORE_THE_END_MS = 45 * MINUTE_MS;
/** How often it is looked whom to ask. */
export const ROUND_MS = 30 * MINUTE_MS;

export interface Closing {
  /** The day whose work it closes. */
  readonly date: LocalDate;
  /** When he is asked. */
  readonly atMs: number;
  /** When his work of that day ends; leave and trips end it, too. */
  readonly endMs: number;
}

/**
 * When a person is asked on a day: at the policy's hour, and early enough before the end of his own work; where his work begins
 * after that hour, before its end. Null: he does not begin to work on that day, or nobody knows whether he does. Pure.
 */
export function closingOn(date: LocalDate, atMin: number, plan: WorkPlan): Closing | null {
  const { timeZone } = plan.hours;
  const begun = workBegunOn(date, plan);
  const worked = 'kind' in begun ? [] : begun;
  const [startMs, endMs] = [worked[0]?.fromMs, worked.at(-1)?.untilMs];
  if (startMs === undefined || endMs === undefined) return null;
  const hourMs = instantOf(date, atMin, timeZone);
  const latestMs = endMs - BEFORE_THE_END_MS;
  return {
    date,
    atMs: whileWorking(hourMs < startMs ? latestMs : Math.min(hourMs, latestMs), latestMs, worked),
    endMs,
  };
}

/** Nobody is asked in a pause: after it, where that is early enough, else in the last round before it. */
function whileWorking(atMs: number, latestMs: number, worked: readonly WorkInterval[]): number {
  const next = worked.find(({ untilMs }) => atMs < untilMs);
  if (!next || next.fromMs <= atMs) return atMs;
  if (next.fromMs <= latestMs) return next.fromMs;
  const before = worked[worked.indexOf(next) - 1];
  return before ? Math.max(before.fromMs, before.untilMs - ROUND_MS) : atMs;
}

/**
 * Whether the person is asked in the round of this moment: his own comes before the next one, and is not too late. A round that was held up
 * asks nobody who has less than the 45 minutes left; one that is due to the minute may begin within it.
 */
export function isAskedNow({ atMs, endMs }: Closing, nowMs: number): boolean {
  const roundMs = Math.floor(nowMs / ROUND_MS) * ROUND_MS;
  return atMs - roundMs < ROUND_MS && nowMs < endMs - BEFORE_THE_END_MS + MINUTE_MS;
}

/** The day that this round closes for a person; a night's work is of the day on which it began. */
export function closingNow(nowMs: number, atMin: number, plan: WorkPlan): Closing | null {
  const { date: today } = localAt(nowMs, plan.hours.timeZone);
  const days = [daysAfter(today, -1), today].flatMap((date) => closingOn(date, atMin, plan) ?? []);
  return days.find((closing) => isAskedNow(closing, nowMs)) ?? null;
}
