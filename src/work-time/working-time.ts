import { remembered } from '../remembered.ts';
import type { Calendar } from './calendar.ts';
import { instantOf } from './local-time.ts';
import { type UnknownWork, type WorkHours, type WorkInterval, type WorkPlan, workFrom } from './work-plan.ts';

export type { WorkHours } from './work-plan.ts';

export type Deadline = { readonly kind: 'known'; readonly atMs: number } | UnknownWork;

/** A deadline with its arithmetic: what was counted, and how much was then left. The last one ends at the deadline. */
export interface CountedDeadline {
  readonly deadline: Deadline;
  readonly counted: readonly Counted[];
}

export interface Counted extends WorkInterval {
  readonly leftMs: number;
}

const plansOf = remembered((hours: WorkHours) =>
  remembered((calendar: Calendar): WorkPlan => ({ hours, calendar, shifts: null, absences: [] })),
);

/** The plan of everybody who keeps the ordinary hours and is never away; one object for equal arguments. */
export const ordinaryPlan = (hours: WorkHours, calendar: Calendar): WorkPlan => plansOf(hours)(calendar);

/** The instant at which `workMs` of working time have passed. A date that the calendar does not know is an answer of its own. */
export const afterWorkingTime = (startMs: number, workMs: number, hours: WorkHours, calendar: Calendar): Deadline =>
  countWorkingTime(startMs, workMs, ordinaryPlan(hours, calendar)).deadline;

/** The instant at which a person has worked `workMs` since `startMs`, and why. Ends at closing time rather than the next morning. */
export function countWorkingTime(startMs: number, workMs: number, plan: WorkPlan): CountedDeadline {
  const counted: Counted[] = [];
  const work = workFrom(startMs, plan);
  let leftMs = workMs;
  for (;;) {
    const { value, done } = work.next();
    if (done) return { deadline: value, counted };
    const untilMs = Math.min(value.untilMs, value.fromMs + leftMs);
    leftMs -= untilMs - value.fromMs;
    counted.push({ fromMs: value.fromMs, untilMs, leftMs });
    if (leftMs === 0) return { deadline: { kind: 'known', atMs: untilMs }, counted };
  }
}

/** This moment, if the person works then, else the next moment he does. Closing time is no working time. */
export const nextWorkingMoment = (atMs: number, plan: WorkPlan): Deadline => countWorkingTime(atMs, 0, plan).deadline;

/** How much of the time from `fromMs` until `untilMs` a person works, in milliseconds. */
export function workingMsBetween(
  fromMs: number,
  untilMs: number,
  plan: WorkPlan,
): { readonly kind: 'known'; readonly ms: number } | UnknownWork {
  const work = workFrom(fromMs, plan);
  let ms = 0;
  for (;;) {
    const { value, done } = work.next();
    if (done) return instantOf(value.date, 0, plan.hours.timeZone) >= untilMs ? { kind: 'known', ms } : value;
    if (value.fromMs >= untilMs) return { kind: 'known', ms };
    ms += Math.min(value.untilMs, untilMs) - value.fromMs;
    if (value.untilMs >= untilMs) return { kind: 'known', ms };
  }
}
