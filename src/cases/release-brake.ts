import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import { type Corp, newId } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';

/** Which held cases are let go: of a rule, or of one use of it. */
export type HeldOf = { readonly rule: string } | { readonly instance: string };

export interface HeldCase {
  readonly id: string;
  readonly number: bigint;
  readonly rule: string;
  readonly chatId: string;
  readonly subject: string;
  readonly openedAt: Date;
}

/** What the brake holds now, oldest first. */
export function heldByBrake(tx: Tx, corp: Corp, of: HeldOf): Promise<HeldCase[]> {
  return tx.case.findMany({
    where: { corp, ...of, held: 'brake', closedAt: null },
    select: { id: true, number: true, rule: true, chatId: true, subject: true, openedAt: true },
    orderBy: { number: 'asc' },
  });
}

export interface Release {
  readonly of: HeldOf;
  readonly by: string;
  readonly reason: string;
  readonly via: 'cli' | 'card';
}

/**
 * A person lets go of what the brake held of a rule: the groups are looked at again, and whoever is still concerned is told,
 * within quiet hours and budgets. Answers how many cases were let go.
 */
export async function releaseBrake(deps: Pick<Deps, 'db' | 'keys'>, corp: Corp, release: Release): Promise<number> {
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const { released, entries } = await releaseIn(tx, corp, keys, release, at);
    await appendAudit(tx, corp, keys, at, entries);
    return released;
  });
}

/** The same inside the caller's transaction; the entries belong into the trail. */
export async function releaseIn(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { of, by, reason, via }: Release,
  at: Date,
): Promise<{ released: number; entries: AuditEntry[] }> {
  const held = await heldByBrake(tx, corp, of);
  await tx.case.updateMany({ where: { corp, id: { in: held.map(({ id }) => id) } }, data: { held: 'released' } });
  const decisions = held.map(({ id: caseId }) => ({ id: newId(), caseId }));
  await tx.decision.createMany({
    data: decisions.map(({ id, caseId }) => ({
      corp,
      id,
      caseId,
      actor: by,
      action: 'released',
      reason: keys.seal({ table: 'decision', column: 'reason', row: id }, reason),
      via,
      at,
    })),
  });
  const chatIds = held.map(({ chatId }) => chatId);
  await armTimers(tx, corp, { kind: 'look-group', subjects: chatIds, at });
  const rules = 'rule' in of ? [of.rule] : [...new Set(held.map(({ rule }) => rule))];
  const entries: AuditEntry[] = [];
  for (const rule of rules) {
    await endBrake(tx, corp, rule, at);
    const released = held.filter((row) => row.rule === rule).length;
    entries.push({ v: 1, kind: 'brake-off', rule, released, by: pseudonymOf(keys, by) });
  }
  return { released: held.length, entries };
}

/** A brake is over when it holds nothing any more. */
async function endBrake(tx: Tx, corp: Corp, rule: string, at: Date): Promise<void> {
  const left = await tx.case.count({ where: { corp, rule, held: 'brake', closedAt: null } });
  if (left === 0) await tx.brake.updateMany({ where: { corp, rule, until: null }, data: { until: at } });
}
