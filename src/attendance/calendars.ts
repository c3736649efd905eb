import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { type Calendar, calendarOver, chineseCalendar } from '../work-time/calendar.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import { stretchesOf } from './stretches.ts';

/** The calendar of a department, with what is said above it; null: of the corp. The same object as long as nobody says otherwise. */
export type CalendarOf = (departmentId: number | null) => Calendar;

interface Day {
  readonly departmentId: number | null;
  readonly date: LocalDate;
  readonly kind: 'work' | 'off';
  readonly hours: unknown;
}

/** What the last look found, by corp: days of a plan are remembered by its calendar, so equal rows give one object. */
const known = new Map<Corp, { readonly key: string; readonly of: CalendarOf }>();

/** The calendars of a corp: the country's, over it the corp's own days, over them those of a department and of each above it. */
export async function calendarsOf(tx: Tx, corp: Corp): Promise<CalendarOf> {
  const days = await tx.calendarDay.findMany({
    where: { corp, until: null },
    select: { departmentId: true, date: true, kind: true, hours: true },
    orderBy: [{ date: 'asc' }, { id: 'asc' }],
  });
  if (days.length === 0) return () => chineseCalendar;
  const parents = new Map(
    (await tx.departmentState.findMany({ where: { corp, until: null } })).map((row) => [
      row.departmentId,
      row.parentId,
    ]),
  );
  const key = JSON.stringify([days, [...parents].sort()]);
  const before = known.get(corp);
  if (before?.key === key) return before.of;
  const of = layered(
    days.map((day) => ({ ...day, kind: day.kind === 'work' ? ('work' as const) : ('off' as const) })),
    parents,
  );
  known.set(corp, { key, of });
  return of;
}

/** Pure. A department that nobody knows has the calendar of the corp. */
export function layered(days: readonly Day[], parents: ReadonlyMap<number, number>): CalendarOf {
  const made = new Map<number | null, Calendar>();
  const calendarOf = (departmentId: number | null, below: readonly number[]): Calendar => {
    const before = made.get(departmentId);
    if (before) return before;
    const own = days.filter((day) => day.departmentId === departmentId);
    const above = aboveOf(departmentId, below, parents);
    const base = departmentId === null ? chineseCalendar : calendarOf(above, [...below, departmentId]);
    const calendar = own.length === 0 ? base : over(base, own);
    made.set(departmentId, calendar);
    return calendar;
  };
  return (departmentId) => calendarOf(departmentId, []);
}

/** Null: the corp. Departments that contain themselves are a mistake of the directory, not ours to follow. */
function aboveOf(id: number | null, below: readonly number[], parents: ReadonlyMap<number, number>): number | null {
  const parent = id === null ? undefined : parents.get(id);
  return parent === undefined || parent === 0 || below.includes(parent) || parent === id ? null : parent;
}

function over(base: Calendar, days: readonly Day[]): Calendar {
  const hours = days.flatMap(({ date, hours }) => {
    const stretches = stretchesOf(hours);
    return stretches ? [[date, stretches] as const] : [];
  });
  return calendarOver(base, new Map(days.map(({ date, kind }) => [date, kind])), new Map(hours));
}
