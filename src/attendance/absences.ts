import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import type { Absence } from '../work-time/work-plan.ts';

/** Somebody is away. */
export interface Away extends Absence {
  readonly personId: string;
}

/** Who says so: a form by its number, or a file by its name. */
export interface Told {
  readonly by: 'approval' | 'file';
  readonly ref: string;
  readonly approvedAt: Date | null;
}

export interface AbsencesChanged {
  readonly begun: readonly Away[];
  readonly ended: readonly Away[];
}

/** What one form says now: what it said before and no longer says ends. Told twice, and in any order, it is the same. */
export async function replaceAbsences(
  tx: Tx,
  corp: Corp,
  told: Told,
  aways: readonly Away[],
  at: Date,
): Promise<AbsencesChanged> {
  const rows = await liveRows(tx, corp, { learnedBy: told.by, learnedRef: told.ref });
  const wanted = new Set(aways.map(keyOf));
  const gone = rows.filter((row) => !wanted.has(keyOf(row)));
  await end(tx, corp, gone, aways.length === 0 ? 'withdrawn' : 'replaced', at);
  const here = new Set(rows.map(keyOf));
  const begun = distinct(aways).filter((away) => !here.has(keyOf(away)));
  await begin(tx, corp, told, begun, at);
  return { begun, ended: gone };
}

/** What a file adds and takes back; what is there already is not written twice. */
export async function changeAbsences(
  tx: Tx,
  corp: Corp,
  told: Told,
  { begin: wanted, end: unwanted }: { readonly begin: readonly Away[]; readonly end: readonly Away[] },
  at: Date,
): Promise<AbsencesChanged> {
  const people = [...new Set([...wanted, ...unwanted].map(({ personId }) => personId))];
  const rows = await liveRows(tx, corp, { learnedBy: told.by, personId: { in: people } });
  const over = new Set(unwanted.map(keyOf));
  const gone = rows.filter((row) => over.has(keyOf(row)));
  await end(tx, corp, gone, 'withdrawn', at);
  const here = new Set(rows.map(keyOf));
  const begun = distinct(wanted).filter((away) => !here.has(keyOf(away)));
  await begin(tx, corp, told, begun, at);
  return { begun, ended: gone };
}

const keyOf = ({ personId, fromMs, untilMs, why }: Away): string => [personId, fromMs, untilMs, why].join('/');

const distinct = (aways: readonly Away[]): Away[] => [...new Map(aways.map((away) => [keyOf(away), away])).values()];

async function liveRows(tx: Tx, corp: Corp, where: object): Promise<(Away & { readonly id: string })[]> {
  const rows = await tx.absence.findMany({ where: { corp, until: null, ...where } });
  return rows.map(({ id, personId, fromAt, untilAt, why }) => ({
    id,
    personId,
    fromMs: fromAt.getTime(),
    untilMs: untilAt.getTime(),
    why: why === 'trip' ? 'trip' : 'leave',
  }));
}

async function end(
  tx: Tx,
  corp: Corp,
  rows: readonly { readonly id: string }[],
  endedBecause: 'withdrawn' | 'replaced',
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await tx.absence.updateMany({ where: { corp, id: { in: ids }, until: null }, data: { until: at, endedBecause } });
}

async function begin(tx: Tx, corp: Corp, told: Told, aways: readonly Away[], at: Date): Promise<void> {
  const source = { learnedBy: told.by, learnedRef: told.ref, approvedAt: told.approvedAt, since: at };
  await tx.absence.createMany({
    data: aways.map(({ personId, fromMs, untilMs, why }) => ({
      corp,
      id: newId(),
      personId,
      fromAt: new Date(fromMs),
      untilAt: new Date(untilMs),
      why,
      ...source,
    })),
  });
}
