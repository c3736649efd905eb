import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import type { Step } from './plan.ts';
import type { Seen } from './standing.ts';

/** Who has changes made when no person does. */
export const BY_ITSELF = 'qungui';

export interface ChangeRow {
  readonly id: string;
  readonly chatId: string;
  readonly what: string;
  readonly target: string;
  readonly why: string;
  readonly state: string;
  readonly plannedBy: string;
  readonly caseId: string | null;
  readonly errcode: number | null;
}

export type Ended = 'done' | 'unknown' | 'refused' | 'dropped';

const IN_THE_AIR = ['doing', 'unknown'];

/** Writes down what is to be done, once; what was planned before and is no longer wanted is dropped. Answers the open rows. */
export async function writePlan(
  tx: Tx,
  { corp, chatId, by, at }: { corp: Corp; chatId: string; by: string; at: Date },
  steps: readonly Step[],
): Promise<ChangeRow[]> {
  const wanted = new Set(steps.map(keyOf));
  const open = await tx.managedChange.findMany({ where: { corp, chatId, state: 'planned' } });
  const stale = open.filter((row) => PLANNED.has(row.what) && !wanted.has(keyOf(row)));
  await tx.managedChange.updateMany({
    where: { corp, id: { in: stale.map(({ id }) => id) } },
    data: { state: 'dropped', endedAt: at },
  });
  const known = new Set(open.map(keyOf));
  await tx.managedChange.createMany({
    data: steps
      .filter((step) => !known.has(keyOf(step)))
      .map(({ what, target, why }) => ({
        corp,
        id: newId(),
        chatId,
        what,
        target,
        why,
        state: 'planned',
        plannedBy: by,
        plannedAt: at,
      })),
    skipDuplicates: true,
  });
  const rows = await tx.managedChange.findMany({ where: { corp, chatId, state: 'planned' } });
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return steps.flatMap((step) => byKey.get(keyOf(step)) ?? []);
}

/** What the plan decides about; making and handing over are decided elsewhere. */
const PLANNED: ReadonlySet<string> = new Set(['rename', 'add', 'owner', 'remove']);

const keyOf = ({ what, target }: { readonly what: string; readonly target: string }): string => `${what}:${target}`;

/** Marks rows as being asked for in one call, before it is made. */
export async function beginChanges(tx: Tx, corp: Corp, rows: readonly ChangeRow[], at: Date): Promise<void> {
  await tx.managedChange.updateMany({
    where: { corp, id: { in: rows.map(({ id }) => id) } },
    data: { state: 'doing', call: newId(), beganAt: at },
  });
}

/** Ends rows and answers what the trail must say. */
export async function endChanges(
  tx: Tx,
  { corp, keys, at }: { corp: Corp; keys: CorpKeys; at: Date },
  rows: readonly ChangeRow[],
  state: Ended,
  errcode: number | null = null,
): Promise<AuditEntry[]> {
  const endedAt = state === 'unknown' ? null : at;
  await tx.managedChange.updateMany({
    where: { corp, id: { in: rows.map(({ id }) => id) } },
    data: { state, endedAt, errcode },
  });
  return rows.map((row) => entryOf(keys, row, state, errcode));
}

/** Puts rows back, to be asked for again; with an errcode they are then asked for one by one. */
export async function replan(tx: Tx, corp: Corp, rows: readonly ChangeRow[], errcode: number | null): Promise<void> {
  await tx.managedChange.updateMany({
    where: { corp, id: { in: rows.map(({ id }) => id) } },
    data: { state: 'planned', ...(errcode !== null && { errcode }) },
  });
}

/**
 * What became of changes whose answer never came, read off the group: those that are seen were made, the others are asked
 * for again if they are still wanted. Nothing is ever done twice because nobody answered.
 */
export async function settleByReading(
  tx: Tx,
  about: { corp: Corp; keys: CorpKeys; at: Date },
  chatId: string,
  seen: Seen,
): Promise<AuditEntry[]> {
  const rows = await tx.managedChange.findMany({
    where: { corp: about.corp, chatId, state: { in: IN_THE_AIR }, what: { in: [...PLANNED] } },
  });
  const done = rows.filter((row) => isSeen(row, seen));
  const open = rows.filter((row) => !isSeen(row, seen));
  await replan(tx, about.corp, open, null);
  return done.length === 0 ? [] : endChanges(tx, about, done, 'done');
}

function isSeen({ what, target }: { readonly what: string; readonly target: string }, seen: Seen): boolean {
  if (what === 'rename') return seen.name === target;
  if (what === 'owner') return seen.owner === target;
  return seen.members.includes(target) === (what === 'add');
}

export const entryOf = (
  keys: CorpKeys,
  { id, chatId, what, target, why, plannedBy, caseId }: ChangeRow,
  outcome: Ended,
  errcode: number | null,
): AuditEntry => ({
  v: 1,
  kind: 'group-change',
  chatId,
  changeId: id,
  what,
  target: what === 'rename' || what === 'create' ? null : pseudonymOf(keys, target),
  why,
  outcome,
  errcode,
  by: plannedBy === BY_ITSELF ? null : pseudonymOf(keys, plannedBy),
  caseId,
});
