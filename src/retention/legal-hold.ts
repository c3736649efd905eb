import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';

export const SCOPES = ['case', 'person', 'group'] as const;
export type Scope = (typeof SCOPES)[number];

interface Holding {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  /** The account of who says so. */
  readonly by: string;
  readonly at: Date;
}

interface Wish {
  readonly scope: Scope;
  /** The id of the case, of the person, or the chat id of the group. */
  readonly target: string;
  readonly reason: string;
}

/** From now on nothing of it is erased. A hold that is there stays as it is. Appends to the trail: call it last. */
export async function setHold(
  tx: Tx,
  { corp, keys, by, at }: Holding,
  { scope, target, reason }: Wish,
): Promise<{ readonly id: string; readonly change: 'new' | 'repeat' }> {
  const there = await tx.legalHold.findFirst({ where: { corp, scope, target, until: null } });
  if (there) return { id: there.id, change: 'repeat' };
  const id = newId();
  const sealed = keys.seal({ table: 'legal_hold', column: 'reason', row: id }, reason);
  await tx.legalHold.create({ data: { corp, id, scope, target, reason: sealed, setBy: by, since: at } });
  await appendAudit(tx, corp, keys, at, [
    { v: 1, kind: 'hold-set', holdId: id, scope, target: named(keys, scope, target), by: pseudonymOf(keys, by) },
  ]);
  return { id, change: 'new' };
}

/** What is old goes again, the next night. Appends to the trail: call it last. */
export async function endHold(
  tx: Tx,
  { corp, keys, by, at }: Holding,
  { scope, target, reason }: Wish,
): Promise<'ended' | 'none'> {
  const there = await tx.legalHold.findFirst({ where: { corp, scope, target, until: null } });
  if (!there) return 'none';
  const endReason = keys.seal({ table: 'legal_hold', column: 'end_reason', row: there.id }, reason);
  await tx.legalHold.updateMany({
    where: { corp, id: there.id, until: null },
    data: { until: at, endedBy: by, endReason },
  });
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'hold-ended', holdId: there.id, by: pseudonymOf(keys, by) }]);
  return 'ended';
}

/** All of them, those that hold first. */
export async function holdsOf(tx: Tx, corp: Corp, keys: Pick<CorpKeys, 'open'>) {
  const rows = await tx.legalHold.findMany({ where: { corp }, orderBy: [{ since: 'desc' }] });
  const holds = rows.map(({ reason, endReason: _, ...row }) => ({
    ...row,
    reason: keys.open({ table: 'legal_hold', column: 'reason', row: row.id }, reason),
  }));
  return [...holds.filter(({ until }) => until === null), ...holds.filter(({ until }) => until !== null)];
}

/** In the trail a person is a pseudonym. */
const named = (keys: Pick<CorpKeys, 'pseudonym'>, scope: Scope, target: string): string =>
  scope === 'person' ? pseudonymOf(keys, target) : target;
