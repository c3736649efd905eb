import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { noticeMoved } from '../notices/state-entry.ts';
import { armTimers } from '../timers/arm.ts';
import { IS_REMINDED_NO_MORE } from './settled.ts';
import type { StopOrder } from './stop.ts';
import { holdStops, IS_STOPPED } from './stopped.ts';

export interface Resumed {
  readonly state: 'resumed' | 'not-stopped';
  /** Cases that are told now if they are still there, as far as the brake lets them. */
  readonly cases: number;
  /** Messages that wait to be sent again, and those whose matters were settled meanwhile. */
  readonly released: number;
  readonly dropped: number;
}

const NOTHING: Resumed = { state: 'not-stopped', cases: 0, released: 0, dropped: 0 };

/**
 * Takes up what was stopped: held messages wait to be sent again or, when their matters were settled meanwhile, are dropped;
 * groups with cases that nobody heard of are looked at again. What another stop holds stays held.
 */
export async function resumeTelling(
  deps: Pick<Deps, 'db' | 'keys'>,
  corp: Corp,
  { target, name, by, reason }: StopOrder,
): Promise<Resumed> {
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    await holdStops(tx, corp);
    const row = await tx.stop.findFirst({ where: { corp, target, name, until: null }, select: { id: true } });
    if (!row) return NOTHING;
    const at = await nowIn(tx);
    const resumeReason = keys.seal({ table: 'stop', column: 'resume_reason', row: row.id }, reason);
    await tx.stop.updateMany({ where: { corp, id: row.id }, data: { until: at, resumedBy: by, resumeReason } });
    const cases = await letCasesGo(tx, corp, at);
    const { released, dropped } = await letNoticesGo(tx, corp);
    const resumed = { cases, released: released.length, dropped: dropped.length };
    await appendAudit(tx, corp, keys, at, [
      { v: 1, kind: 'stop-ended', target, name, ...resumed, by: pseudonymOf(keys, by) },
      ...released.map((id) => noticeMoved(id, 'held', 'waiting', 'resumed')),
      ...dropped.map((id) => noticeMoved(id, 'held', 'recalled', 'settled')),
    ]);
    return { state: 'resumed', ...resumed };
  });
}

async function letCasesGo(tx: Tx, corp: Corp, at: Date): Promise<number> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    update qungui."case" c set held = 'resumed'
    where c.corp = ${corp} and c.closed_at is null and c.held = 'stopped' and not ${IS_STOPPED}
    returning c.chat_id as "chatId"`;
  const chatIds = rows.map(({ chatId }) => chatId);
  await armTimers(tx, corp, { kind: 'look-group', subjects: chatIds, at });
  return rows.length;
}

/** What nobody is reminded of any more is dropped; what speaks of at least one matter that goes on and is not stopped waits again. */
async function letNoticesGo(tx: Tx, corp: Corp): Promise<{ released: string[]; dropped: string[] }> {
  const dropped = await tx.$queryRaw<{ id: string }[]>`
    update qungui.notice n set state = 'recalled'
    where n.corp = ${corp} and n.state = 'held'
      and not exists (select from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
                      where l.corp = n.corp and l.notice_id = n.id and not ${IS_REMINDED_NO_MORE})
    returning n.id::text`;
  const released = await tx.$queryRaw<{ id: string }[]>`
    update qungui.notice n set state = 'waiting'
    where n.corp = ${corp} and n.state = 'held'
      and exists (select from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
                  where l.corp = n.corp and l.notice_id = n.id and c.closed_at is null and not ${IS_STOPPED})
    returning n.id::text`;
  return { released: released.map(({ id }) => id), dropped: dropped.map(({ id }) => id) };
}
