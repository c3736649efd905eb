import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { armTimer, type TimerKind } from '../timers/arm.ts';

export const LETTERS = ['callback', 'record', 'notice', 'timer'] as const;
export type Letter = (typeof LETTERS)[number];

/** Something that nobody tries again by itself; never what is in it. */
export interface DeadLetter {
  readonly what: Letter;
  readonly id: string;
  /** The event, the kind of message or of timer. */
  readonly kind: string;
  /** parked | failed | unknown | given-up */
  readonly state: string;
  readonly why: string;
  readonly since: Date;
}

const MOST = 500;

/** What nobody tries again, the oldest first. Notices that failed a week ago and longer are history. */
export const deadLetters = (tx: Tx, corp: Corp): Promise<DeadLetter[]> =>
  tx.$queryRaw<DeadLetter[]>`
    select * from (
      select 'callback' as what, id::text, coalesce(event, surface) as kind, state, coalesce(reason, '-') as why, received_at as since
      from qungui.callback where corp = ${corp} and state = 'parked'
      union all
      select 'record', id::text, coalesce('key version ' || key_version, 'record'), state, reason, parked_at
      from qungui.parked_record where corp = ${corp} and state <> 'read'
      union all
      select 'notice', id::text, kind, state, coalesce(outcome ->> 'because', outcome ->> 'errcode', '-'), created_at
      from qungui.notice where corp = ${corp} and state in ('failed', 'unknown') and created_at > qungui.clock() - interval '7 days'
      union all
      select 'timer', id::text, kind, state, 'tried ' || attempts || ' times', coalesce(ended_at, due_at)
      from qungui.timer where corp = ${corp} and state = 'given-up'
    ) letters order by since, id limit ${MOST}::int`;

/** Whoever settles it, and when. */
interface Settling {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly by: string;
  readonly at: Date;
}

export type Settled = 'done' | 'gone' | 'nothing-to-try';

/**
 * Begins again what nobody tried any more. A message that may have arrived (`unknown`) is not sent twice, and a callback whose body is
 * gone cannot be read: `nothing-to-try`. Appends to the trail: call it last.
 */
export async function retryLetter(tx: Tx, settling: Settling, letter: DeadLetter): Promise<Settled> {
  const begun = await RETRY[letter.what](tx, settling, letter);
  if (begun === 'done') await tell(tx, settling, letter, 'retried');
  return begun;
}

/** Lets it go: nobody looks at it again. Appends to the trail: call it last. */
export async function dropLetter(tx: Tx, settling: Settling, letter: DeadLetter): Promise<Settled> {
  const { corp, at } = settling;
  const where = { corp, id: letter.id };
  const dropped = {
    callback: () =>
      tx.callback.updateMany({
        where: { ...where, state: 'parked' },
        data: { state: 'done', reason: 'dropped', finishedAt: at },
      }),
    record: () =>
      tx.parkedRecord.updateMany({
        where: { ...where, state: { not: 'read' } },
        data: { state: 'read', reason: 'dropped', settledAt: at, body: null },
      }),
    notice: () =>
      tx.notice.updateMany({ where: { ...where, state: { in: ['failed', 'unknown'] } }, data: { state: 'recalled' } }),
    timer: () =>
      tx.timer.updateMany({ where: { ...where, state: 'given-up' }, data: { state: 'cancelled', endedAt: at } }),
  };
  if ((await dropped[letter.what]()).count === 0) return 'gone';
  await tell(tx, settling, letter, 'dropped');
  return 'done';
}

type Retry = (tx: Tx, settling: Settling, letter: DeadLetter) => Promise<Settled>;

const RETRY: Readonly<Record<Letter, Retry>> = {
  callback: async (tx, { corp, at }, { id, why }) => {
    if (why === 'body-erased') return 'nothing-to-try';
    const data = { state: 'new', reason: null, attempts: 0, finishedAt: null, leaseUntil: null, notBefore: at };
    return counted(await tx.callback.updateMany({ where: { corp, id, state: 'parked', body: { not: null } }, data }));
  },
  // The pull reads those again whose private key is here now; one that killed the library is tried as one of them.
  record: async (tx, { corp }, { id }) =>
    counted(
      await tx.parkedRecord.updateMany({
        where: { corp, id, state: { not: 'read' }, body: { not: null }, keyVersion: { not: null } },
        data: { state: 'again', reason: 'no-key' },
      }),
      'nothing-to-try',
    ),
  notice: async (tx, { corp, at }, { id, state }) => {
    if (state === 'unknown') return 'nothing-to-try';
    if ((await tx.notice.count({ where: { corp, id, content: '' } })) > 0) return 'nothing-to-try';
    const data = { state: 'waiting', notBefore: at, attempts: 0, leaseUntil: null, body: null, firstTriedAt: null };
    return counted(await tx.notice.updateMany({ where: { corp, id, state: 'failed' }, data }));
  },
  timer: async (tx, { corp, at }, { id }) => {
    const row = await tx.timer.findFirst({ where: { corp, id, state: 'given-up' } });
    if (!row) return 'gone';
    await tx.timer.updateMany({ where: { corp, id }, data: { state: 'caught-up' } });
    await armTimer(tx, corp, { kind: row.kind as TimerKind, subject: row.subject, dueAt: at, at });
    return 'done';
  },
};

const counted = ({ count }: { readonly count: number }, otherwise: Settled = 'gone'): Settled =>
  count > 0 ? 'done' : otherwise;

const tell = (
  tx: Tx,
  { corp, keys, by, at }: Settling,
  { what, id, state }: DeadLetter,
  outcome: 'retried' | 'dropped',
): Promise<void> =>
  appendAudit(tx, corp, keys, at, [
    { v: 1, kind: 'dead-letter-settled', what, id, was: state, outcome, by: pseudonymOf(keys, by) },
  ]);
