import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { remembered } from '../remembered.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import type { Absence, WorkPlan } from '../work-time/work-plan.ts';
import { ordinaryPlan, type WorkHours } from '../work-time/working-time.ts';

/** When one person works, and when he is away: which absences count as no working time is a rule's to say. */
export interface Attendance {
  readonly plan: WorkPlan;
  readonly absences: readonly Absence[];
}

const hoursOf = remembered(({ workday, timeZone }: Policy['manners']): WorkHours => ({ timeZone, stretches: workday }));

/** Who of these works when, as far as it touches a span. One object for all who keep the ordinary hours. */
export async function plansOf(
  _tx: Tx,
  _corp: Corp,
  { manners }: Pick<Policy, 'manners'>,
  _userids: readonly string[],
  _fromMs: number,
  _untilMs: number,
): Promise<(userid: string) => Attendance> {
  const ordinary: Attendance = { plan: ordinaryPlan(hoursOf(manners), chineseCalendar), absences: [] };
  return () => ordinary;
}

/** The hours of a group, for whom nobody in particular is waited for: those of the corp, or of the department that owns it. */
export async function groupPlan(
  _tx: Tx,
  _corp: Corp,
  { manners }: Pick<Policy, 'manners'>,
  _ownerDepartment: string | null,
  _fromMs: number,
  _untilMs: number,
): Promise<WorkPlan> {
  return ordinaryPlan(hoursOf(manners), chineseCalendar);
}
