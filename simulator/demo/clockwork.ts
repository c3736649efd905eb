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

/** Whose work is due, and how much of it. */
export interface Due {
  readonly callbacks?: number;
  readonly timers?: number;
  readonly notices?: number;
}

interface Unfinished {
  readonly due: Due;
  readonly next: Date | null;
  /** What will be due then. */
  readonly dueNext: Due;
  /** Cards are open that may have to be closed. */
  readonly cards: boolean;
  readonly now: Date;
}

/** Nothing is due: what the clock says, when the next thing falls due, and what that is. */
interface Settled {
  readonly nowMs: number;
  readonly nextMs: number;
  readonly dueNext: Due;
}

const POLL_MS = 20;
const GIVE_UP_MS = 30_000;
const CARDS_AT_ONCE = 50;
/** A timer that fell due is passed by this much, so that nothing is due "exactly now". */
const BEYOND_MS = 5;

/**
 * Moves the one clock of all processes and watches the rows; it does none of the work itself. `wake` is told what is due, of all
 * companies together: who does it at once need not look for more.
 */
export function openClockwork(
  db: Db,
  corps: readonly Corp[],
  wake: (due: Due) => Promise<void>,
  quiet: () => Promise<void>,
): Clockwork {
  const [first] = corps;
  if (!first) throw new TypeError('a demo without companies');
  const looked = () => Promise.all(corps.map((corp) => unfinished(db, corp)));

  const settled = async (known: Due = {}): Promise<Settled> => {
    let changedMs = elapsedMs();
    let before = 0;
    if (countOf(known) > 0) await wake(known);
    for (;;) {
      await quiet();
      const found = await looked();
      const all = sumOf(found.map((one) => one.due));
      const due = countOf(all);
      if (due === 0) {
        if (found.some(({ cards }) => cards)) await wake({ notices: CARDS_AT_ONCE });
        await quiet();
        return nextOf(found);
      }
      if (due === before) await pause(POLL_MS);
      else changedMs = elapsedMs(); // a slow machine is no idle one
      before = due;
      if (elapsedMs() - changedMs > GIVE_UP_MS) throw new Error(`${due} matters are due and nobody does them`);
      await wake(all);
    }
  };

  const until = async (moment: Date): Promise<void> => {
    let known: Due = {};
    for (;;) {
      const { nowMs, nextMs, dueNext } = await settled(known);
      const stopMs = Math.min(moment.getTime(), nextMs + BEYOND_MS);
      known = stopMs > nextMs ? dueNext : {};
      if (stopMs > nowMs) await moveClock(db, first, stopMs - nowMs);
      if (stopMs >= moment.getTime()) return void (await settled(known));
    }
  };

  const settle = async (): Promise<void> => void (await settled());
  return { until, settle };
}

/** Of all companies: what falls due next. */
function nextOf(found: readonly Unfinished[]): Settled {
  const nextMs = Math.min(...found.map(({ next }) => next?.getTime() ?? Number.POSITIVE_INFINITY));
  const theirs = found.filter(({ next }) => next?.getTime() === nextMs);
  return {
    nowMs: Math.max(...found.map(({ now }) => now.getTime())),
    nextMs,
    dueNext: sumOf(theirs.map(({ dueNext }) => dueNext)),
  };
}

const countOf = ({ callbacks = 0, timers = 0, notices = 0 }: Due): number => callbacks + timers + notices;

const sumOf = (all: readonly Due[]): Due => ({
  callbacks: all.reduce((sum, { callbacks = 0 }) => sum + callbacks, 0),
  timers: all.reduce((sum, { timers = 0 }) => sum + timers, 0),
  notices: all.reduce((sum, { notices = 0 }) => sum + notices, 0),
});

/** What is due now, and what will be next. */
async function unfinished(db: Db, corp: Corp): Promise<Unfinished> {
  return db.withCorp(corp, async (tx) => {
    const [row] = await tx.$queryRaw<Unfinished[]>`
      with waiting(work, at) as (
        select 'callbacks', not_before from qungui.callback where corp = ${corp} and state = 'new'
        union all select 'timers', due_at from qungui.timer where corp = ${corp} and state = 'armed'
        union all select 'notices', not_before from qungui.notice where corp = ${corp} and state in ('waiting', 'sending')
      ), now(at) as materialized (select qungui.clock()),
      later(at) as materialized (select min(w.at) from waiting w, now n where w.at > n.at),
      counted(work, due, "dueNext") as (
        select w.work, (count(*) filter (where w.at <= n.at))::int, (count(*) filter (where w.at = l.at))::int
        from waiting w, now n, later l group by 1)
      select (select coalesce(jsonb_object_agg(work, due), '{}') from counted) as due,
             (select coalesce(jsonb_object_agg(work, "dueNext"), '{}') from counted) as "dueNext",
             (select at from later) as next,
             exists (select from qungui.notice where corp = ${corp} and state = 'sent' and response_code is not null) as cards,
             (select at from now) as now`;
    if (!row) throw new TypeError('the clock answered nothing');
    return row;
  });
}
