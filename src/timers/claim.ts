import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { TimerKind } from './arm.ts';

export interface DueTimer {
  readonly id: string;
  readonly kind: TimerKind;
  readonly subject: string;
  readonly attempts: number;
}

const LEASE_MS = 60_000;

/** Leases due timers to this process for a minute; another process passes them by. Raises `attempts`, so a crash counts. */
export async function claimDueTimers(tx: Tx, corp: Corp, limit: number): Promise<DueTimer[]> {
  return tx.$queryRaw<DueTimer[]>`
    update qungui.timer t
    set lease_until = qungui.clock() + ${LEASE_MS} * interval '1 millisecond', attempts = attempts + 1
    from (
      select id from qungui.timer
      where corp = ${corp} and state = 'armed' and due_at <= (select qungui.clock())
        and (lease_until is null or lease_until < (select qungui.clock()))
      order by due_at limit ${limit} for update skip locked
    ) due
    where t.corp = ${corp} and t.id = due.id
    returning t.id::text as id, t.kind, t.subject, t.attempts`;
}

/**
 * Marks a timer fired inside the transaction of its effect: `gone` when somebody cancelled or fired it meanwhile, and then
 * the effect must not be committed.
 */
export async function timerFired(tx: Tx, corp: Corp, id: string, at: Date): Promise<'fired' | 'gone'> {
  const count = await tx.$executeRaw`
    update qungui.timer set state = 'fired', ended_at = ${at}, lease_until = null
    where corp = ${corp} and id = ${id}::uuid and state = 'armed'`;
  return count === 1 ? 'fired' : 'gone';
}

/** Puts a timer off, after a failure that may pass. */
export async function postponeTimer(tx: Tx, corp: Corp, id: string, dueAt: Date): Promise<void> {
  await tx.$executeRaw`
    update qungui.timer set due_at = ${dueAt}, lease_until = null
    where corp = ${corp} and id = ${id}::uuid and state = 'armed'`;
}
