import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { BellName } from '../queue/producer.ts';

/** What of one corp waits although its time has come. */
export interface Due {
  readonly callbacks: number;
  readonly timers: number;
  readonly notices: number;
}

export interface Swept extends Due {
  readonly rung: readonly BellName[];
}

/**
 * Rings again for everything that is due and that nobody seems to have heard. With it alone, and no queue at all, the
 * product would still work: a bell only makes it fast.
 */
export async function sweep({ db, bell }: Pick<Deps, 'db' | 'bell'>, corp: Corp): Promise<Swept> {
  const due = await dueIn(db, corp);
  const rung: BellName[] = [];
  for (const name of ['callbacks', 'timers', 'notices'] as const) {
    if (due[name] === 0) continue;
    rung.push(name);
    void bell.ring(name, corp).catch(() => undefined); // the next sweep rings again
  }
  return { ...due, rung };
}

/** Counts what may be claimed now: due, and not in anybody's hands. */
async function dueIn(db: Deps['db'], corp: Corp): Promise<Due> {
  const [rows] = (await db.batch(corp, (tx) => [
    tx.$queryRaw`
      with now as materialized (select qungui.clock() as at)
      select (select count(*)::int from qungui.callback c
              where c.corp = ${corp} and c.state = 'new' and c.not_before <= now.at
                and (c.lease_until is null or c.lease_until <= now.at)) as callbacks,
             (select count(*)::int from qungui.timer t
              where t.corp = ${corp} and t.state = 'armed' and t.due_at <= now.at
                and (t.lease_until is null or t.lease_until <= now.at)) as timers,
             (select count(*)::int from qungui.notice n
              where n.corp = ${corp} and n.state in ('waiting', 'sending') and n.not_before <= now.at
                and (n.lease_until is null or n.lease_until <= now.at)) as notices
      from now`,
  ])) as [Due[]];
  return rows[0] ?? { callbacks: 0, timers: 0, notices: 0 };
}
