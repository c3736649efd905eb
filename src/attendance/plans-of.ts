import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { remembered } from '../remembered.ts';
import type { Absence, WorkPlan } from '../work-time/work-plan.ts';
import { ordinaryPlan, type WorkHours } from '../work-time/working-time.ts';
import { calendarsOf } from './calendars.ts';
import { shiftsOf } from './shifts.ts';

/** When one person works, and when he is away: which absences count as no working time is a rule's to say. */
export interface Attendance {
  readonly plan: WorkPlan;
  readonly absences: readonly Absence[];
}

const hoursOf = remembered(({ workday, timeZone }: Policy['manners']): WorkHours => ({ timeZone, stretches: workday }));

/** Who of these works when, as far as it touches a span. One plan for all who keep the same calendar and no shifts. */
export async function plansOf(
  tx: Tx,
  corp: Corp,
  { manners }: Pick<Policy, 'manners'>,
  userids: readonly string[],
  fromMs: number,
  untilMs: number,
): Promise<(userid: string) => Attendance> {
  const hours = hoursOf(manners);
  const calendarOf = await calendarsOf(tx, corp);
  const holders = await holdersOf(tx, corp, userids);
  const personIds = [...new Set([...holders.values()].map(({ personId }) => personId))];
  const shifts = await shiftsOf(tx, corp, personIds, { fromMs, untilMs, timeZone: hours.timeZone });
  const away = await absencesOf(tx, corp, personIds, fromMs);
  const ofPerson = ({ personId, department }: Holder): Attendance => {
    const ordinary = ordinaryPlan(hours, calendarOf(department));
    const own = shifts.get(personId);
    return { plan: own ? { ...ordinary, shifts: own } : ordinary, absences: away.get(personId) ?? [] };
  };
  const known = new Map([...holders].map(([userid, holder]) => [userid, ofPerson(holder)]));
  const stranger: Attendance = { plan: ordinaryPlan(hours, calendarOf(null)), absences: [] };
  return (userid) => known.get(userid) ?? stranger;
}

/** The hours of a group, for whom nobody in particular is waited for: those of the corp, or of the department that owns it. */
export async function groupPlan(
  tx: Tx,
  corp: Corp,
  { manners }: Pick<Policy, 'manners'>,
  ownerDepartment: string | null,
): Promise<WorkPlan> {
  const calendarOf = await calendarsOf(tx, corp);
  const [department] =
    ownerDepartment === null
      ? []
      : await tx.departmentState.findMany({
          where: { corp, until: null, name: ownerDepartment },
          orderBy: { departmentId: 'asc' },
        });
  return ordinaryPlan(hoursOf(manners), calendarOf(department?.departmentId ?? null));
}

interface Holder {
  readonly personId: string;
  readonly department: number | null;
}

/** Who holds these accounts, or held them last, and to which department he belongs. */
async function holdersOf(tx: Tx, corp: Corp, userids: readonly string[]): Promise<ReadonlyMap<string, Holder>> {
  if (userids.length === 0) return new Map();
  const rows = await tx.$queryRaw<(Holder & { readonly userid: string })[]>`
    select distinct on (a.userid) a.userid, a.person_id::text as "personId", s.main_department as department
    from qungui.account a
    left join qungui.person_state s on s.corp = a.corp and s.person_id = a.person_id and s.until is null
    where a.corp = ${corp} and a.userid = any(${[...userids]}::text[])
    order by a.userid, (a.until is null) desc, a.since desc`;
  return new Map(rows.map(({ userid, ...holder }) => [userid, holder]));
}

/** Leave and trips by person, in their order; only those that are not over when the span begins. */
export async function absencesOf(
  tx: Tx,
  corp: Corp,
  personIds: readonly string[],
  fromMs: number,
): Promise<ReadonlyMap<string, readonly Absence[]>> {
  const rows = await tx.absence.findMany({
    where: { corp, until: null, personId: { in: [...personIds] }, untilAt: { gt: new Date(fromMs) } },
    select: { personId: true, fromAt: true, untilAt: true, why: true },
    orderBy: [{ fromAt: 'asc' }, { untilAt: 'asc' }, { why: 'asc' }],
  });
  const found = new Map<string, Absence[]>();
  for (const { personId, fromAt, untilAt, why } of rows) {
    const own = found.get(personId) ?? [];
    own.push({ fromMs: fromAt.getTime(), untilMs: untilAt.getTime(), why: why === 'trip' ? 'trip' : 'leave' });
    found.set(personId, own);
  }
  return found;
}
