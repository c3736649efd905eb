import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import type { Corp } from '../ids.ts';
import type { TimerKind } from './arm.ts';

export interface DueTimer {
  readonly id: string;
  readonly kind: TimerKind;
  readonly subject: string;
  readonly attempts: number;
  /** Of which trace it is; absent: of none. */
  readonly trace?: string | null;
}

/**
 * A timer that failed so often, or that so many processes did not survive, is given up, visibly; the sweep or the night comes
 * back to its subject. Only of a deadly one are there more attempts than this (`rest.ts`).
 */
export const MOST_ATTEMPTS = 5;

/** How soon somebody else begins again what a process died of; whoever lives renews it meanwhile. */
const LEASE_MS = 60_000;
export const RENEW_EVERY_MS = LEASE_MS / 3;

/** Whose timers: the archive's, whose library may hang, are fired by workers of their own. */
export type Lane = 'all' | 'archive' | 'others';
const LANES: Readonly<Record<Lane, Prisma.Sql>> = {
  all: Prisma.sql`true`,
  archive: Prisma.sql`kind = 'pull-archive'`,
  others: Prisma.sql`kind <> 'pull-archive'`,
};

/**
 * Leases the timer that is due longest to this process; another passes it by. One at a time, its `attempts` raised and
 * committed before the work begins: a timer that kills its worker is counted, and those behind it are not. Found once, whatever
 * PostgreSQL plans: a subquery would be run anew for each row it is joined to, lease another each time, and nobody would know.
 */
export async function claimDueTimer(tx: Tx, corp: Corp, lane: Lane = 'all'): Promise<DueTimer | null> {
  const [timer] = await tx.$queryRaw<DueTimer[]>`
    with due as materialized (
      select id from qungui.timer
      where corp = ${corp} and state = 'armed' and due_at <= (select qungui.clock()) and ${LANES[lane]}
        and (lease_until is null or lease_until < (select qungui.clock()))
      order by due_at limit 1 for update skip locked
    )
    update qungui.timer t
    set lease_until = qungui.clock() + ${LEASE_MS}::int * interval '1 millisecond', attempts = attempts + 1, again = false
    from due
    where t.corp = ${corp} and t.id = due.id
    returning t.id::text as id, t.kind, t.subject, t.attempts, t.trace`;
  return timer ?? null;
}

/**
 * Leases the timers of a kind that are due longest, to be fired together. Not those that were begun before: one of them may
 * have ended its process, and is taken alone, as is whatever stands beside a deadly one.
 */
export const claimTogether = (tx: Tx, corp: Corp, kind: TimerKind, atMost: number): Promise<DueTimer[]> =>
  tx.$queryRaw<DueTimer[]>`
    with due as materialized (
      select id from qungui.timer t
      where corp = ${corp} and state = 'armed' and due_at <= (select qungui.clock()) and kind = ${kind} and attempts = 0
        and (lease_until is null or lease_until < (select qungui.clock()))
        and not exists (select from qungui.timer g where g.corp = t.corp and g.subject = t.subject
                        and g.state = 'given-up' and g.attempts > ${MOST_ATTEMPTS}::int)
      order by due_at limit ${atMost}::int for update of t skip locked
    )
    update qungui.timer t
    set lease_until = qungui.clock() + ${LEASE_MS}::int * interval '1 millisecond', attempts = attempts + 1, again = false
    from due
    where t.corp = ${corp} and t.id = due.id
    returning t.id::text as id, t.kind, t.subject, t.attempts, t.trace`;

/** Keeps the lease of a firing that goes on; a timer that somebody else began or ended meanwhile is left alone. */
export async function renewLease(tx: Tx, corp: Corp, { id, attempts }: DueTimer): Promise<void> {
  await tx.$executeRaw`
    update qungui.timer set lease_until = qungui.clock() + ${LEASE_MS}::int * interval '1 millisecond'
    where corp = ${corp} and id = ${id}::uuid and state = 'armed' and attempts = ${attempts} and lease_until is not null`;
}

/**
 * Marks a timer fired inside the transaction of its effect: `gone` when somebody cancelled or fired it meanwhile, and then
 * the effect must not be committed. One that was wished for again while it was being fired stays armed.
 */
export async function timerFired(tx: Tx, corp: Corp, id: string, at: Date): Promise<'fired' | 'gone'> {
  return (await endFiring(tx, corp, { ids: [id], as: 'fired', at })).has(id) ? 'fired' : 'gone';
}

/** The same for many; answers those that nobody cancelled or fired meanwhile. */
export async function timersFired(tx: Tx, corp: Corp, timers: readonly DueTimer[], at: Date): Promise<DueTimer[]> {
  const ours = await endFiring(tx, corp, { ids: timers.map(({ id }) => id), as: 'fired', at });
  return timers.filter(({ id }) => ours.has(id));
}

/** Gives timers back that were not fired, as begun once: from now on each is taken alone. */
export async function giveBack(tx: Tx, corp: Corp, timers: readonly DueTimer[]): Promise<void> {
  await tx.$executeRaw`
    update qungui.timer set lease_until = null
    where corp = ${corp} and id = any(${timers.map(({ id }) => id)}::uuid[])`;
}

/** The same for one that cannot be fired. A deadly one ends whatever was wished for meanwhile: nobody survives the wish. */
export async function timerGivenUp(
  tx: Tx,
  corp: Corp,
  { id, attempts }: DueTimer,
  at: Date,
): Promise<'given-up' | 'gone'> {
  if (attempts > MOST_ATTEMPTS)
    await tx.$executeRaw`update qungui.timer set again = false where corp = ${corp} and id = ${id}::uuid`;
  return (await endFiring(tx, corp, { ids: [id], as: 'given-up', at })).has(id) ? 'given-up' : 'gone';
}

interface Ending {
  readonly ids: readonly string[];
  readonly as: 'fired' | 'given-up';
  readonly at: Date;
}

/**
 * Answers the ids of those that were still armed. One that was wished for again while it was being fired stays so. Found by their
 * ids alone: asked for armed ones, PostgreSQL may go through all of them.
 */
async function endFiring(tx: Tx, corp: Corp, { ids, as, at }: Ending): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with found as materialized (
      select id, state from qungui.timer where corp = ${corp} and id = any(${[...ids]}::uuid[]) order by id for update
    )
    update qungui.timer t
    set state = case when again then 'armed' else ${as} end,
        ended_at = case when again then null else ${at}::timestamptz end,
        attempts = case when again then 0 else attempts end,
        lease_until = null, again = false
    from found where t.corp = ${corp} and t.id = found.id and found.state = 'armed'
    returning t.id::text as id`;
  return new Set(rows.map(({ id }) => id));
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
    update qungui.timer set due_at = ${dueAt}, lease_until = null, again = false, attempts = attempts - ${back}::int
    where corp = ${corp} and id = ${id}::uuid and state = 'armed'`;
}
