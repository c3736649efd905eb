import type { Manners } from '../policy/manners.ts';
import { daysAfter, localAt } from '../work-time/local-time.ts';
import { type WorkPlan, whatIsTold } from '../work-time/work-plan.ts';
import { nextWorkingMoment } from '../work-time/working-time.ts';
import { nextTellable } from './quiet-hours.ts';

type Hours = Pick<Manners, 'tellFromMin' | 'tellUntilMin' | 'timeZone'>;

/** Whose ordinary hours never meet the times of telling is told when the policy tells. */
const MOST_TRIES = 40;

/**
 * The first moment from `atMs` on at which a person works and may be told. Who has hours of his own (a shift, a day of the company
 * or of his department) is told in these, at night too and never outside them; who keeps the ordinary ones, when the policy tells
 * besides. Where nobody knows his hours, when the policy tells. Pure.
 */
export function tellableAtWork(atMs: number, manners: Hours, plan: WorkPlan): number {
  const told = whatIsTold(localAt(atMs, plan.hours.timeZone).date, plan);
  const byPolicyMs = nextTellable(atMs, manners, plan.calendar);
  let fromMs = atMs;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const works = nextWorkingMoment(fromMs, told);
    if (works.kind !== 'known') return byPolicyMs;
    if (hasOwnHours(works.atMs, plan)) return works.atMs;
    fromMs = nextTellable(works.atMs, manners, plan.calendar);
    if (fromMs === works.atMs) return fromMs;
  }
  return byPolicyMs;
}

const MIDNIGHT = 1_440;

/** Whether what is worked at a moment is work by hours of its own; a night's are those of the date on which it began. */
function hasOwnHours(atMs: number, { shifts, calendar, hours }: WorkPlan): boolean {
  if (shifts) return true;
  const { date, minute } = localAt(atMs, hours.timeZone);
  const night = calendar.hours?.(daysAfter(date, -1)) ?? [];
  return !!calendar.hours?.(date) || night.some(({ untilMin }) => untilMin > MIDNIGHT + minute);
}
