import type { Dated, Leading, Led, Past } from '../events/person.ts';
import { PersonId } from '../ids.ts';

interface Lasting {
  readonly since: Date;
  readonly until: Date | null;
}
type PersonRow = Lasting & Led & { readonly personId: string };
type DepartmentRow = Lasting & {
  readonly departmentId: number;
  readonly parentId: number;
  readonly leaders: readonly string[];
};

/** Who led whom, of all states of a directory that lasted beyond a moment. Pure. */
export const pastOf = (
  persons: readonly PersonRow[],
  departments: readonly DepartmentRow[],
  afterMs: number,
): Past => ({
  persons: statesOf(persons, afterMs, ({ personId }) => PersonId.parse(personId), shownOf, sameLed),
  departments: statesOf(
    departments,
    afterMs,
    ({ departmentId }) => departmentId,
    ({ parentId, leaders }): Leading => ({ parent: parentId, leaders }),
    (a, b) => a.parent === b.parent && a.leaders.join() === b.leaders.join(),
  ),
});

const shownOf = ({ departments, directLeader }: PersonRow): Led => ({ departments, directLeader });

const sameLed = (a: Led, b: Led): boolean =>
  a.directLeader === b.directLeader && a.departments.join() === b.departments.join();

/** Of each thing its states, one after the other; nothing of what was always as it is now. */
function statesOf<Row extends Lasting, Id, Shown>(
  rows: readonly Row[],
  afterMs: number,
  idOf: (row: Row) => Id,
  shown: (row: Row) => Shown,
  same: (a: Shown, b: Shown) => boolean,
): ReadonlyMap<Id, readonly Dated<Shown>[]> {
  const states = new Map<Id, Dated<Shown>[]>();
  const lasting = rows.filter(({ until }) => until === null || until.getTime() > afterMs);
  for (const row of lasting.sort((a, b) => a.since.getTime() - b.since.getTime())) {
    const own = states.get(idOf(row)) ?? [];
    const before = own.at(-1);
    const untilMs = row.until?.getTime() ?? null;
    const goesOn = before?.untilMs === row.since.getTime() && same(before, shown(row));
    if (before && goesOn) own[own.length - 1] = { ...before, untilMs };
    else own.push({ ...shown(row), sinceMs: before ? row.since.getTime() : Number.NEGATIVE_INFINITY, untilMs });
    states.set(idOf(row), own);
  }
  return new Map([...states].filter(([, own]) => own.length > 1 || own[0]?.untilMs !== null));
}
