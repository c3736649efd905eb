import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

export interface ClaimedCallback {
  readonly id: string;
  readonly surface: string;
  readonly body: string | null;
  readonly attempts: number;
  readonly trace: string | null;
}

/** How soon somebody else takes what a process died of; whoever lives renews it meanwhile. */
const LEASE_MS = 30_000;
export const RENEW_EVERY_MS = LEASE_MS / 3;

/**
 * Leases the oldest unfinished callbacks to this process, in the order in which they came, and raises their `attempts`, committed
 * before the work begins: a callback that kills its worker is counted and parked, not tried for ever. One that was begun before is
 * taken alone, so that the deaths count against it and not against those beside it.
 */
export async function claimCallbacks(tx: Tx, corp: Corp, limit: number): Promise<ClaimedCallback[]> {
  return tx.$queryRaw<ClaimedCallback[]>`
    with now as materialized (select qungui.clock() as at),
    doubtful as (
      select id from qungui.callback, now
      where corp = ${corp} and state = 'new' and attempts > 0 and not_before <= now.at
        and (lease_until is null or lease_until < now.at)
      order by received_at limit 1 for update of callback skip locked
    ),
    fresh as (
      select id from qungui.callback, now
      where corp = ${corp} and state = 'new' and attempts = 0 and not_before <= now.at
        and (lease_until is null or lease_until < now.at) and not exists (select from doubtful)
      order by received_at limit ${limit} for update of callback skip locked
    ),
    leased as (
      update qungui.callback c
      set lease_until = now.at + ${LEASE_MS} * interval '1 millisecond', attempts = c.attempts + 1
      from now, (select id from doubtful union all select id from fresh) due
      where c.corp = ${corp} and c.id = due.id
      returning c.*
    )
    select id::text as id, surface, body, attempts, trace from leased order by received_at, id`;
}

/** Keeps the leases of a batch that is still worked off; what is finished, put off or in other hands is left alone. */
export async function renewLeases(tx: Tx, corp: Corp, claimed: readonly ClaimedCallback[]): Promise<void> {
  await tx.$executeRaw`
    update qungui.callback c set lease_until = qungui.clock() + ${LEASE_MS} * interval '1 millisecond'
    from unnest(${claimed.map(({ id }) => id)}::uuid[], ${claimed.map(({ attempts }) => attempts)}::int[]) as ours (id, attempts)
    where c.corp = ${corp} and c.id = ours.id and c.attempts = ours.attempts and c.state = 'new' and c.lease_until is not null`;
}

/** How a callback ended: what it told, and of which group. */
export interface Ended {
  readonly id: string;
  readonly event: string;
  readonly chatId: string | null;
}

/** Ends callbacks inside the transaction of their effect. Answers those that no other process ended first; of the rest commit nothing. */
export async function finishCallbacks(
  tx: Tx,
  corp: Corp,
  ended: readonly Ended[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    update qungui.callback c
    set state = 'done', finished_at = ${at}, lease_until = null, event = e.event, chat_id = e.chat_id
    from unnest(${ended.map(({ id }) => id)}::uuid[], ${ended.map(({ event }) => event)}::text[],
                ${ended.map(({ chatId }) => chatId)}::text[]) as e (id, event, chat_id)
    where c.corp = ${corp} and c.id = e.id and c.state = 'new'
    returning c.id::text as id`;
  return new Set(rows.map(({ id }) => id));
}

/** Sets a callback aside, visibly: it stays in the table with the reason, and a person can run it again. */
export async function parkCallback(
  tx: Tx,
  corp: Corp,
  id: string,
  reason: string,
  at: Date,
): Promise<'parked' | 'gone'> {
  const { count } = await tx.callback.updateMany({
    where: { corp, id, state: 'new' },
    data: { state: 'parked', finishedAt: at, leaseUntil: null, reason },
  });
  return count === 1 ? 'parked' : 'gone';
}

/** Puts a callback off after a failure that may pass. */
export async function postponeCallback(tx: Tx, corp: Corp, id: string, notBefore: Date): Promise<void> {
  await tx.callback.updateMany({ where: { corp, id, state: 'new' }, data: { notBefore, leaseUntil: null } });
}
