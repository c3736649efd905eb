import { nextTellable } from '../notices/quiet-hours.ts';
import type { Finding, Grace } from '../policy/policy.ts';
import { type Calendar, chineseCalendar } from '../work-time/calendar.ts';
import { afterWorkingTime, type WorkHours } from '../work-time/working-time.ts';
import type { Judged } from './judged.ts';
import { nextAtWork } from './own-hours.ts';
import { workHoursOf } from './work-hours.ts';

/** When somebody may be told of a finding, and when the grace that begins then is over. */
export interface Patience {
  readonly tellAt: Date;
  readonly dueAt: Date;
}

/**
 * Nobody's time runs before he can have heard, and nobody's is over while nobody may be told: a grace neither begins nor
 * ends at night or on a day off. Whoever has it gets more time by that, never less. Nothing is told before `fromMs`, and of
 * answers nothing while the one who is told has no working time of his own. Pure.
 */
export function patienceFor(
  judged: Pick<Judged, 'policy' | 'at' | 'facts'>,
  finding: Finding,
  fromMs: number = judged.at.getTime(),
): Patience {
  const { policy } = judged;
  const tellMs = nextAtWork(judged, finding, fromMs);
  const dueMs = graceEndsMs(tellMs, finding.grace, workHoursOf(policy), chineseCalendar);
  return { tellAt: new Date(tellMs), dueAt: new Date(nextTellable(dueMs, policy.manners, chineseCalendar)) };
}

const DAY_MS = 86_400_000;

/** When a case takes its next step: at the end of its grace; without one nobody hears of it again within a day. Pure. */
export const nextStepAt = ({ tellAt, dueAt }: Patience): Date =>
  dueAt > tellAt ? dueAt : new Date(tellAt.getTime() + DAY_MS);

/**
 * When a grace that begins at `fromMs` is over: in wall time unless the policy says working time. A calendar that ends too
 * early gives wall time: the person gets more time than asked for, never less. Pure.
 */
function graceEndsMs(fromMs: number, grace: Grace, hours: WorkHours, calendar: Calendar): number {
  if (grace.in === 'wall') return fromMs + grace.ms;
  const deadline = afterWorkingTime(fromMs, grace.ms, hours, calendar);
  return deadline.kind === 'known' ? deadline.atMs : fromMs + Math.max(3 * grace.ms, 3 * 86_400_000);
}
