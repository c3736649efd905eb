import { remembered } from '../remembered.ts';
import type { Calendar } from './calendar.ts';
import { daysAfter, instantOf, type LocalDate, localAt } from './local-time.ts';

/** Minutes since the midnight of the date it belongs to. `untilMin` beyond 1440 crosses midnight: a night shift is one stretch. */
export interface Stretch {
  readonly fromMin: number;
  readonly untilMin: number;
}

/** When a company works: several stretches a day (lunch is a gap), by the clocks of one zone. */
export interface WorkHours {
  readonly timeZone: string;
  readonly stretches: readonly Stretch[];
}

/** Away from `fromMs` until `untilMs`, as approved, clocked in or written in a file. */
export interface Absence {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly why: 'leave' | 'trip';
}

/** When one person works. Plans never change: what follows from one is remembered by it. */
export interface WorkPlan {
  readonly hours: WorkHours;
  readonly calendar: Calendar;
  /** Null: keeps the ordinary hours. Of somebody who works in shifts, a date that is not told is unknown; an empty one is free. */
  readonly shifts: ReadonlyMap<LocalDate, readonly Stretch[]> | null;
  /** What counts as no working time; a trip that does is here, one that does not is not. */
  readonly absences: readonly Absence[];
}

export interface WorkInterval {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What nobody knows, and from which date on: nothing behind it is guessed. */
export interface UnknownWork {
  readonly kind: 'calendar-unknown' | 'shift-unknown';
  readonly date: LocalDate;
}

/** Ten years of days: further off than that is a mistake, not a deadline. */
const MOST_DAYS = 3_660;
const MIDNIGHT = 1_440;

interface Day {
  /** In their order; those of a night reach into the next date. */
  readonly intervals: readonly WorkInterval[];
  readonly endsMs: number;
}

const daysOf = remembered((_plan: WorkPlan) => new Map<LocalDate, Day | UnknownWork>());

function dayOf(date: LocalDate, plan: WorkPlan): Day | UnknownWork {
  const known = daysOf(plan).get(date);
  if (known) return known;
  const made = workOn(date, plan);
  daysOf(plan).set(date, made);
  return made;
}

function workOn(date: LocalDate, { hours, calendar, shifts }: WorkPlan): Day | UnknownWork {
  const kind = calendar.day(date);
  const stretches = shifts ? shifts.get(date) : kind === 'off' ? [] : (calendar.hours?.(date) ?? hours.stretches);
  if (!stretches) return { kind: 'shift-unknown', date };
  if (!shifts && kind === 'unknown') return { kind: 'calendar-unknown', date };
  const intervals = stretches.map(({ fromMin, untilMin }) => ({
    fromMs: instantOf(date, fromMin, hours.timeZone),
    untilMs: instantOf(date, untilMin, hours.timeZone),
  }));
  return { intervals: intervals.sort(byBeginning), endsMs: instantOf(daysAfter(date, 1), 0, hours.timeZone) };
}

/**
 * What is worked from `startMs` on, in its order, without overlap and absences; ends with the first date of which nobody
 * knows. The evening before is part of it: its night shift may still go on.
 */
export function* workFrom(startMs: number, plan: WorkPlan): Generator<WorkInterval, UnknownWork> {
  let date = firstDate(startMs, plan);
  let countedMs = startMs;
  let ahead: readonly WorkInterval[] = [];
  for (let days = 0; days < MOST_DAYS; days += 1, date = daysAfter(date, 1)) {
    const day = dayOf(date, plan);
    if ('kind' in day) return day;
    const now = ahead.length === 0 ? day.intervals : [...ahead, ...day.intervals].sort(byBeginning);
    for (const { fromMs, untilMs } of now) {
      if (fromMs >= day.endsMs || untilMs <= countedMs) continue;
      yield* present({ fromMs: Math.max(fromMs, countedMs), untilMs }, plan.absences);
      countedMs = untilMs;
    }
    ahead = now.filter(({ fromMs }) => fromMs >= day.endsMs);
  }
  return { kind: 'calendar-unknown', date };
}

/** What of somebody's work begins on a date: a night's is of the day on which it began. Nothing: the day is free. */
export function workBegunOn(date: LocalDate, plan: WorkPlan): readonly WorkInterval[] | UnknownWork {
  const { timeZone } = plan.hours;
  const [beginsMs, overMs] = [instantOf(date, 0, timeZone), instantOf(daysAfter(date, 1), 0, timeZone)];
  const begun: WorkInterval[] = [];
  const work = workFrom(beginsMs, whatIsTold(date, plan));
  for (;;) {
    const { value, done } = work.next();
    if (done) return value.date > date ? begun : value;
    if (value.fromMs >= overMs) return begun;
    if (value.fromMs > beginsMs) begun.push(value); // else the rest of a night that began the day before
  }
}

/** A plan in which the work of the day before a date is over by then, where nobody told what it was. */
export function whatIsTold(date: LocalDate, plan: WorkPlan): WorkPlan {
  const before = daysAfter(date, -1);
  if (!plan.shifts || plan.shifts.has(before) || !plan.shifts.has(date)) return plan;
  return { ...plan, shifts: new Map([...plan.shifts, [before, []]]) };
}

/** Yesterday, where its work can reach into today. */
function firstDate(startMs: number, { hours, calendar, shifts }: WorkPlan): LocalDate {
  const { date } = localAt(startMs, hours.timeZone);
  const before = daysAfter(date, -1);
  const couldReach = shifts ? (shifts.get(before) ?? 'unknown') : (calendar.hours?.(before) ?? hours.stretches);
  if (couldReach === 'unknown') return before;
  return couldReach.some(({ untilMin }) => untilMin > MIDNIGHT) ? before : date;
}

/** What is left of an interval when the person is away at times. */
function present(whole: WorkInterval, absences: readonly Absence[]): WorkInterval[] {
  return absences.reduce<WorkInterval[]>((left, away) => left.flatMap((part) => without(part, away)), [whole]);
}

function without(part: WorkInterval, away: Absence): WorkInterval[] {
  if (away.untilMs <= part.fromMs || away.fromMs >= part.untilMs) return [part];
  return [
    { fromMs: part.fromMs, untilMs: away.fromMs },
    { fromMs: away.untilMs, untilMs: part.untilMs },
  ].filter(({ fromMs, untilMs }) => fromMs < untilMs);
}

const byBeginning = (a: WorkInterval, b: WorkInterval): number => a.fromMs - b.fromMs;
