import type { Db } from '../../src/db/client.ts';
import type { Corp } from '../../src/ids.ts';
import { pause } from '../../src/time.ts';
import type { TimerKind } from '../../src/timers/arm.ts';

export const KIND: TimerKind = 'case-step';

const AT_ONCE = 50_000;

/** Arms so many timers called `<name>-<n>`, all due at one moment, or spread over the month that begins then. */
export async function fill(
  db: Db,
  corp: Corp,
  { name, count, dueAt, spread }: { name: string; count: number; dueAt: Date; spread: 'at once' | 'over a month' },
): Promise<void> {
  const apart = spread === 'at once' ? '0 seconds' : `${(30 * 86_400) / count} seconds`;
  for (let from = 0; from < count; from += AT_ONCE)
    await db.withCorp(
      corp,
      (tx) => tx.$executeRaw`
        insert into qungui.timer (corp, id, kind, subject, due_at, state, armed_at)
        select ${corp}, gen_random_uuid(), ${KIND}, ${name} || '-' || n, ${dueAt}::timestamptz + n * ${apart}::interval, 'armed', qungui.clock()
        from generate_series(${from}::int, ${Math.min(from + AT_ONCE, count) - 1}::int) n`,
      { timeoutMs: 300_000 },
    );
}

/** Until PostgreSQL has counted the table by itself, as it does within a minute of such a change. Before, its plans are guesses. */
export async function untilCounted(db: Db, corp: Corp): Promise<void> {
  for (;;) {
    const counted = await db.withCorp(
      corp,
      (tx) => tx.$queryRaw<unknown[]>`
        select from pg_stat_user_tables where relid = 'qungui.timer'::regclass and last_autoanalyze is not null`,
    );
    if (counted.length > 0) return;
    await pause(1_000);
  }
}

export interface Ended {
  readonly open: number;
  readonly fired: number;
  readonly cancelled: number;
  /** Fired before they were due. */
  readonly early: number;
  /** Cancelled, and yet with an effect. */
  readonly cancelledFired: number;
  /** Fired without an effect, or with more than one. */
  readonly notOnce: number;
}

/** What became of the timers of one storm, compared with the trail of what was done. */
export async function endOf(db: Db, corp: Corp, name: string): Promise<Ended> {
  return db.withCorp(
    corp,
    async (tx) => {
      // PostgreSQL has not counted what was just written: it would go through the trail anew for each timer.
      await tx.$executeRaw`set local enable_nestloop = off`;
      const [row] = await tx.$queryRaw<Ended[]>`
        with effect as materialized (
          select body::jsonb->>'chatId' as subject, count(*) as times from qungui.audit_body where corp = ${corp} group by 1
        ), storm as (
          select t.*, coalesce(e.times, 0) as times from qungui.timer t left join effect e using (subject)
          where t.corp = ${corp} and (t.subject like ${`${name}-%`} or t.subject like ${`open-%`})
        )
        select count(*) filter (where state = 'armed')::int as open,
               count(*) filter (where state = 'fired' and subject like ${`${name}-%`})::int as fired,
               count(*) filter (where state = 'cancelled')::int as cancelled,
               count(*) filter (where state = 'fired' and ended_at < due_at)::int as early,
               count(*) filter (where state = 'cancelled' and times > 0)::int as "cancelledFired",
               count(*) filter (where state = 'fired' and times <> 1)::int as "notOnce"
        from storm`;
      if (!row) throw new Error('nothing can be counted');
      return row;
    },
    { timeoutMs: 300_000 },
  );
}
