import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { TimerKind } from './arm.ts';

export interface DueTimer {
  readonly id: string;
  readonly kind: TimerKind;
  readonly subject: string;
  readonly attempts: number;
}

/**
 * A timer that failed so often, or that so many processes did not survive, is given up, visibly; the sweep or the night comes
 * back to its subject. Only of a deadly one are there more attempts than this.
 */
export const MOST_ATTEMPTS = 5;

const MINUTE_MS = 60_000;
/** Longer than one firing may take: a second process that does the same is load at WeCom's, and looks like a death. */
const LEASE_MS = 2 * MINUTE_MS;
/** The whole directory, page by page. */
const LONG_LEASE_MS = 15 * MINUTE_MS;

/**
 * Leases the timer that is due longest to this process; another passes it by. One at a time, its `attempts` raised and
 * committed before the work begins: a timer that kills its worker is counted, and those behind it are not.
 */
export async function claimDueTimer(tx: Tx, corp: Corp): Promise<DueTimer | null> {
  const [timer] = await tx.$queryRaw<DueTimer[]>`
    update qungui.timer t
    set lease_until = qungui.clock() + interval '1 millisecond' *
          case t.kind when 'sync-directory' then ${LONG_LEASE_MS}::int else ${LEASE_MS}::int end,
        attempts = attempts + 1
    from (
      select id from qungui.timer
      where corp = ${corp} and state = 'armed' and due_at <= (select qungui.clock())
        and (lease_until is null or lease_until < (select qungui.clock()))
      order by due_at limit 1 for update skip locked
    ) due
    where t.corp = ${corp} and t.id = due.id
    returning t.id::text as id, t.kind, t.subject, t.attempts`;
  return timer ?? null;
}

/**
 * Marks a timer fired inside the transaction of its effect: `gone` when somebody cancelled or fired it meanwhile, and then
 * the effect must not be committed. One that was armed anew while it was being fired (it has no lease then) stays armed.
 */
export async function timerFired(tx: Tx, corp: Corp, id: string, at: Date): Promise<'fired' | 'gone'> {
  const count = await tx.$executeRaw`
    update qungui.timer
    set state = case when lease_until is null then 'armed' else 'fired' end,
        ended_at = case when lease_until is null then null else ${at}::timestamptz end,
        attempts = case when lease_until is null then 0 else attempts end,
        lease_until = null
    where corp = ${corp} and id = ${id}::uuid and state = 'armed'`;
  return count === 1 ? 'fired' : 'gone';
}

/** Puts a timer off, after a failure that may pass. `free`: the waiting was nobody's failure and spends no attempt. */
export async function postponeTimer(
  tx: Tx,
  corp: Corp,
  id: string,
  dueAt: Date,
  attempt: 'spent' | 'free',
): Promise<void> {
  const back = attempt === 'free' ? 1 : 0;
  await tx.$executeRaw`
    update qungui.timer set due_at = ${dueAt}, lease_until = null, attempts = attempts - ${back}::int
    where corp = ${corp} and id = ${id}::uuid and state = 'armed'`;
}
