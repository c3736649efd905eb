import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { armTimer, armTimers } from '../timers/arm.ts';
import type { KeepDeps } from './deps.ts';
import { settleEnding } from './ending.ts';
import { carryOutHandOver } from './hand-over.ts';
import { ITSELF, keepGroup } from './keep-group.ts';
import { tryAgain } from './make-approved.ts';
import { MATTER_PREFIX } from './sentences.ts';
import type { Seen } from './standing.ts';
import { planGroup } from './turn.ts';

/** Directory events come in crowds: one round for all of them. */
const ROUND_AFTER_MS = 60_000;

/** Has all groups that the service keeps compared with the directory soon; once for a crowd of changes. */
export async function keepGroupsSoon(tx: Tx, corp: Corp, at: Date): Promise<void> {
  if ((await tx.managedGroup.count({ where: { corp, state: 'made' } })) === 0) return;
  const dueAt = new Date(at.getTime() + ROUND_AFTER_MS);
  await armTimer(tx, corp, { kind: 'keep-groups', subject: '-', dueAt, at });
}

/** After a look at a group: one that the service keeps, or about which a person was asked, is seen to. */
export async function keepGroupSoon(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<void> {
  const kept = await tx.managedGroup.count({ where: { corp, chatId, state: 'made' } });
  const asked = kept > 0 ? 1 : await tx.case.count({ where: { corp, chatId, closedAt: null, instance: MATTER } });
  if (asked > 0 && (kept === 0 || (await differs(tx, corp, chatId, at))))
    await armTimer(tx, corp, { kind: 'keep-group', subject: chatId, dueAt: at, at });
}

const MATTER = { startsWith: MATTER_PREFIX };

/** So many groups are compared before the next firing: short enough for one transaction. */
const A_ROUND = 50;

/**
 * Which kept groups behind this one differ from their roster, from the rows alone: WeCom is asked about those, and no others.
 * `next`: where the round goes on; null at its end.
 */
export async function findDiffering(
  tx: Tx,
  corp: Corp,
  behind: string,
): Promise<{ readonly differing: readonly string[]; readonly next: string | null }> {
  const at = await nowIn(tx);
  const groups = await tx.managedGroup.findMany({
    where: { corp, state: 'made', chatId: { gt: behind } },
    orderBy: { chatId: 'asc' },
    take: A_ROUND,
    select: { chatId: true },
  });
  const differing: string[] = [];
  for (const { chatId } of groups) if (await differs(tx, corp, chatId, at)) differing.push(chatId);
  return { differing, next: groups.length === A_ROUND ? (groups.at(-1)?.chatId ?? null) : null };
}

async function differs(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<boolean> {
  const row = await tx.managedGroup.findUnique({ where: { corp_chatId: { corp, chatId } } });
  const seen = await lastSeen(tx, corp, chatId);
  if (!row || !seen) return false;
  const kept = await planGroup(tx, { corp, chatId, name: row.name }, seen, at);
  if (typeof kept === 'string') return false;
  return kept.plan.steps.length + kept.plan.asks.length > 0 || (await waits(tx, corp, chatId));
}

/** Something is under way or open that a look may settle. */
async function waits(tx: Tx, corp: Corp, chatId: string): Promise<boolean> {
  const open = await tx.managedChange.count({
    where: { corp, chatId, state: { in: ['planned', 'doing', 'unknown'] } },
  });
  return open > 0 || (await tx.case.count({ where: { corp, chatId, closedAt: null, instance: MATTER } })) > 0;
}

async function lastSeen(tx: Tx, corp: Corp, chatId: string): Promise<Seen | null> {
  const state = await tx.groupState.findFirst({ where: { corp, chatId, until: null } });
  if (!state) return null;
  const stays = await tx.membership.findMany({ where: { corp, chatId, until: null }, select: { memberId: true } });
  return {
    name: state.name,
    owner: state.owner.toLowerCase(),
    members: stays.map(({ memberId }) => memberId.toLowerCase()),
  };
}

/** Each of them is seen to by a timer of its own, and the round goes on. */
export async function armDiffering(
  tx: Tx,
  corp: Corp,
  { differing, next }: Awaited<ReturnType<typeof findDiffering>>,
  at: Date,
): Promise<void> {
  await armTimers(tx, corp, { kind: 'keep-group', subjects: differing, at });
  if (next !== null) await armTimer(tx, corp, { kind: 'keep-groups', subject: next, dueAt: at, at });
}

/** What a group's timer does: the group is brought to its roster, and what a person decided about it is carried out. */
export async function seeToGroup(deps: KeepDeps, corp: Corp, chatId: string): Promise<void> {
  const keys = await deps.keys.of(corp);
  await carryOutHandOver(deps, corp, keys, chatId);
  await keepGroup(deps, corp, chatId, ITSELF);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const entries: AuditEntry[] = await settleEnding(tx, corp, chatId, at);
    entries.push(...(await tryAgain(tx, { corp, keys, at }, chatId)));
    await appendAudit(tx, corp, keys, at, entries);
  });
}
