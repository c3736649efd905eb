import { type Db, moveClock } from '../../src/db/client.ts';
import type { Corp } from '../../src/ids.ts';
import { elapsedMs, pause } from '../../src/time.ts';

/** The house, as far as its clock and its unfinished work are concerned. */
export interface Clockwork {
  /** Lets the house do everything that is due, then moves the clock on, stopping wherever something falls due. */
  until(moment: Date): Promise<void>;
  /** Waits until nothing that is due is left. */
  settle(): Promise<void>;
}

interface Unfinished {
  readonly due: number;
  readonly next: Date | null;
  readonly now: Date;
}

/** Nothing is due: what the clock says, and when the next thing falls due. */
interface Settled {
  readonly nowMs: number;
  readonly nextMs: number;
}

const POLL_MS = 20;
const GIVE_UP_MS = 30_000;
/** A timer that fell due is passed by this much, so that nothing is due "exactly now". */
const BEYOND_MS = 5;

/** Moves the one clock of all processes and watches the rows; it does none of the work itself. */
export function openClockwork(
  db: Db,
  corps: readonly Corp[],
  wake: () => Promise<void>,
  quiet: () => Promise<void>,
): Clockwork {
  const [first] = corps;
  if (!first) throw new TypeError('a demo without companies');

  const settled = async (): Promise<Settled> => {
    let changedMs = elapsedMs();
    let before = 0;
    for (;;) {
      await quiet();
      await wake();
      await quiet();
      const found = await Promise.all(corps.map((corp) => unfinished(db, corp)));
      const due = found.reduce((sum, one) => sum + one.due, 0);
      if (due === 0)
        return {
          nowMs: Math.max(...found.map(({ now }) => now.getTime())),
          nextMs: Math.min(...found.map(({ next }) => next?.getTime() ?? Number.POSITIVE_INFINITY)),
        };
      if (due !== before) changedMs = elapsedMs(); // a slow machine is no idle one
      before = due;
      if (elapsedMs() - changedMs > GIVE_UP_MS) throw new Error(`${due} matters are due and nobody does them`);
      await pause(POLL_MS);
    }
  };

  const until = async (moment: Date): Promise<void> => {
    for (;;) {
      const { nowMs, nextMs } = await settled();
      const stopMs = Math.min(moment.getTime(), nextMs + BEYOND_MS);
      if (stopMs > nowMs) await moveClock(db, first, stopMs - nowMs);
      if (stopMs >= moment.getTime()) return void (await settled());
    }
  };

  const settle = async (): Promise<void> => void (await settled());
  return { until, settle };
}

/** What is due now, and when the next thing will be. */
async function unfinished(db: Db, corp: Corp): Promise<Unfinished> {
  return db.withCorp(corp, async (tx) => {
    const [row] = await tx.$queryRaw<Unfinished[]>`
      with waiting(at) as (
        select not_before from qungui.callback where corp = ${corp} and state = 'new'
        union all select due_at from qungui.timer where corp = ${corp} and state = 'armed'
        union all select not_before from qungui.notice where corp = ${corp} and state in ('waiting', 'sending')
      ), now(at) as materialized (select qungui.clock())
      select (count(*) filter (where w.at <= n.at))::int as due, min(w.at) filter (where w.at > n.at) as next,
             (select at from now) as now
      from waiting w, now n`;
    if (!row) throw new TypeError('the clock answered nothing');
    return row;
  });
}
