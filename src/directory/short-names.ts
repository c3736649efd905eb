import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { type Pseudonym, pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { lookWhereTheyAre } from './look-where-they-are.ts';

/** What members may write for a department in their nicknames. */
export interface ShortNames {
  readonly departmentId: number;
  readonly names: readonly string[];
}

/**
 * Makes the short names of all departments what is given: new ones begin, those not given end and stay valid in nicknames for 30
 * days more. The trail says who did it, department by department, and the groups of their people are looked at again. Answers
 * how many names began or ended; 0 leaves no trace.
 */
export async function setShortNames(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { departments, by }: { readonly departments: readonly ShortNames[]; readonly by: string },
  at: Date,
): Promise<number> {
  const current = await currentShortNames(tx, corp);
  const wanted = new Map(departments.map(({ departmentId, names }) => [departmentId, new Set(names)]));
  const changes = [...new Set([...wanted.keys(), ...current.keys()])]
    .map((departmentId) => changeOf(departmentId, current.get(departmentId) ?? [], wanted.get(departmentId)))
    .filter(({ begun, ended }) => begun.length + ended.length > 0);
  if (changes.length === 0) return 0;
  for (const change of changes) await write(tx, corp, change, by, at);
  const concerned = changes.map(({ departmentId }) => departmentId);
  await lookWhereTheyAre(tx, corp, { personIds: await peopleOf(tx, corp, concerned) }, at);
  await appendAudit(
    tx,
    corp,
    keys,
    at,
    changes.map((change) => entryOf(change, pseudonymOf(keys, by))),
  );
  return changes.reduce((sum, { begun, ended }) => sum + begun.length + ended.length, 0);
}

interface Change {
  readonly departmentId: number;
  /** How many it has afterwards. */
  readonly names: number;
  readonly begun: readonly string[];
  readonly ended: readonly string[];
}

function changeOf(departmentId: number, had: readonly string[], wanted: ReadonlySet<string> = new Set()): Change {
  const begun = [...wanted].filter((name) => !had.includes(name));
  const ended = had.filter((name) => !wanted.has(name));
  return { departmentId, names: wanted.size, begun, ended };
}

const entryOf = ({ departmentId, names, begun, ended }: Change, by: Pseudonym): AuditEntry => ({
  v: 1,
  kind: 'short-names-set',
  departmentId,
  names,
  begun: begun.length,
  ended: ended.length,
  by,
});

/** The short names in force, by department. */
export async function currentShortNames(tx: Tx, corp: Corp): Promise<Map<number, string[]>> {
  const rows = await tx.shortName.findMany({
    where: { corp, until: null },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
  });
  const byDepartment = new Map<number, string[]>();
  for (const { departmentId, shortName } of rows)
    byDepartment.set(departmentId, [...(byDepartment.get(departmentId) ?? []), shortName]);
  return byDepartment;
}

async function write(tx: Tx, corp: Corp, { departmentId, begun, ended }: Change, by: string, at: Date): Promise<void> {
  await tx.shortName.updateMany({
    where: { corp, departmentId, shortName: { in: [...ended] }, until: null },
    data: { until: at },
  });
  await tx.shortName.createMany({
    data: begun.map((shortName) => ({ corp, id: newId(), departmentId, shortName, since: at, setBy: by })),
  });
}

/** Everybody in these departments and below them: nicknames may name a department further up. */
async function peopleOf(tx: Tx, corp: Corp, departmentIds: readonly number[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    with recursive concerned (id) as (
      select unnest(${[...departmentIds]}::int[])
      union select d.department_id from qungui.department_state d join concerned c on d.parent_id = c.id
      where d.corp = ${corp} and d.until is null)
    select person_id::text as "personId" from qungui.person_state
    where corp = ${corp} and until is null and departments && array(select id from concerned)`;
  return rows.map((row) => row.personId);
}
