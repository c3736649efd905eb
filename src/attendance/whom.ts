import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Reason } from '../register/reasons.ts';
import type { FileLine, WrongLine } from './file/read-line.ts';
import { reasons } from './file/reasons.ts';

/** Whom the lines of a file mean: by account, else by a name that only one has; departments by name or number. */
export interface Whom {
  personOf(line: FileLine): readonly string[];
  /** Null: the whole company. */
  departmentOf(line: FileLine): number | null;
  wrong(line: FileLine): readonly WrongLine[];
}

export async function whomOf(tx: Tx, corp: Corp, lines: readonly FileLine[]): Promise<Whom> {
  const named = lines.flatMap((line) => (line.kind === 'day' ? [] : [line.who]));
  const people = await peopleNamed(tx, corp, [...new Set(named)]);
  const departments = await departmentsNamed(tx, corp);
  const of = (line: FileLine): readonly string[] =>
    line.kind === 'day' ? [] : (people.get(line.who.toLowerCase()) ?? []);
  const departmentsOf = (line: FileLine): readonly number[] =>
    line.kind === 'day' ? (departments.get(line.department) ?? []) : [];
  return {
    personOf: of,
    departmentOf: (line) => departmentsOf(line)[0] ?? null,
    wrong(line) {
      if (line.kind === 'day' && line.department === '') return [];
      const why =
        line.kind === 'day'
          ? oneOf(departmentsOf(line).length, line.department, reasons.noDepartment, reasons.severalDepartments)
          : oneOf(of(line).length, line.who, reasons.nobody, reasons.severalPeople);
      return why === null ? [] : [{ row: line.row, why }];
    },
  };
}

/** What is wrong when a word means none, or several. */
function oneOf(
  count: number,
  text: string,
  none: (text: string) => Reason,
  several: (text: string, count: number) => Reason,
): Reason | null {
  if (count === 1) return null;
  return count === 0 ? none(text) : several(text, count);
}

async function peopleNamed(
  tx: Tx,
  corp: Corp,
  named: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const accounts = await tx.account.findMany({
    where: { corp, until: null, userid: { in: named.map((one) => one.toLowerCase()) } },
  });
  const found = new Map<string, string[]>(accounts.map(({ userid, personId }) => [userid, [personId]]));
  const names = named.filter((one) => !found.has(one.toLowerCase()));
  const states = await tx.personState.findMany({
    where: { corp, until: null, name: { in: names }, status: { not: 5 } },
  });
  for (const { name, personId } of states) {
    const key = name.toLowerCase();
    found.set(key, [...(found.get(key) ?? []), personId]);
  }
  return found;
}

async function departmentsNamed(tx: Tx, corp: Corp): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await tx.departmentState.findMany({ where: { corp, until: null } });
  const found = new Map<string, number[]>();
  for (const { departmentId, name } of rows)
    for (const key of [name, String(departmentId)]) found.set(key, [...(found.get(key) ?? []), departmentId]);
  return found;
}
