import { appendAudit } from '../audit/append.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { newId } from '../ids.ts';
import type { DueTimer } from './claim.ts';
import { timerFired } from './claim.ts';
import type { TimerDeps } from './deps.ts';
import { standingNext } from './standing.ts';

/** Ends a timer that cannot be fired: the trail says so, and what it should have looked at becomes a data gap, not a pass. */
export async function giveUp(deps: TimerDeps, corp: Corp, timer: DueTimer, err: unknown): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    if ((await timerFired(tx, corp, timer.id, at)) === 'gone') return;
    const chatId = timer.kind === 'look-group' || timer.kind === 'look-again' ? timer.subject : null;
    if (chatId) await markGap(tx, corp, chatId, at);
    await standingNext(tx, corp, timer.kind, at);
    await appendAudit(tx, corp, keys, at, [
      { v: 1, kind: 'sync-failed', what: timer.kind, chatId, code: codeOf(err), errcode: errcodeOf(err) },
    ]);
  });
}

const codeOf = (err: unknown): string => (err instanceof HouseError ? err.code : 'E-UNEXPECTED');

function errcodeOf(err: unknown): number | null {
  const { errcode } = (err ?? {}) as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode : null;
}

/** From here on nothing is known of the group, until a look succeeds. */
async function markGap(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<void> {
  const rows = await tx.coverage.findMany({
    where: { corp, chatId, until: null, verdict: { in: ['checked', 'partly'] } },
  });
  if (rows.length === 0) return;
  await tx.coverage.updateMany({ where: { corp, id: { in: rows.map((row) => row.id) } }, data: { until: at } });
  await tx.coverage.createMany({
    data: rows.map(({ rule, policyVersion }) => ({
      corp,
      id: newId(),
      chatId,
      rule,
      since: at,
      verdict: 'data-gap',
      reason: 'data-gap',
      policyVersion,
    })),
  });
}
