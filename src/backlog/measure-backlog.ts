import type { Tx } from '../db/client.ts';
import type { AuditCheck } from '../db/generated/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';

/** What waits to be done; of reports, those that nobody may look at. A notice that may not be told yet, and a timer or an appeal that is not due, wait for nobody. */
export const WAITING = ['callbacks', 'timers', 'notices', 'appeals', 'reports'] as const;
type Waiting = (typeof WAITING)[number];

interface Backlog {
  readonly what: Waiting;
  readonly waiting: number;
  /** How long the oldest of them has waited. */
  readonly oldestSeconds: number;
  /** What nobody tries again by itself, and a person must look at. */
  readonly parked: number;
}

/** How much of a corp's work is behind at this moment. */
export const backlogOf = (tx: Tx, corp: Corp): Promise<Backlog[]> =>
  tx.$queryRaw<Backlog[]>`
    with late as (
      select 'callbacks' as what, received_at as since, state = 'parked' as parked
      from qungui.callback where corp = ${corp} and state in ('new', 'parked')
      union all
      select 'timers', due_at, false from qungui.timer
      where corp = ${corp} and state = 'armed' and due_at <= qungui.clock()
      union all
      select 'notices', not_before, state = 'unknown' from qungui.notice
      where corp = ${corp} and state in ('waiting', 'sending', 'unknown') and not_before <= qungui.clock()
      union all
      select 'appeals', due_at, false from qungui.appeal
      where corp = ${corp} and says is null and due_at <= qungui.clock()
      union all
      select 'reports', at, false from qungui.complaint
      where corp = ${corp} and decided_at is null and to_userid is null)
    select what, count(*) filter (where not parked)::int as waiting, count(*) filter (where parked)::int as parked,
           coalesce(extract(epoch from qungui.clock() - min(since) filter (where not parked)), 0)::float8 as "oldestSeconds"
    from unnest(${[...WAITING]}::text[]) as named(what) left join late using (what)
    group by what`;

/** Measures every corp's backlog into the metrics; whether the database answered is a metric, too. */
export async function measureBacklog({ config, db, metrics }: Pick<Deps, 'config' | 'db' | 'metrics'>): Promise<void> {
  try {
    for (const corp of config.corps.keys()) {
      for (const { what, waiting, oldestSeconds, parked } of await db.withCorp(corp, (tx) => backlogOf(tx, corp))) {
        metrics.waiting.set({ corp, what }, waiting);
        metrics.oldestWaiting.set({ corp, what }, oldestSeconds);
        metrics.parked.set({ corp, what }, parked);
      }
      measureTrail(metrics, corp, await db.withCorp(corp, (tx) => tx.auditCheck.findUnique({ where: { corp } })));
    }
    metrics.databaseUp.set(1);
  } catch {
    metrics.databaseUp.set(0);
  }
}

/** What the last look at the trail came to; before the first there is nothing to say. */
function measureTrail(metrics: Deps['metrics'], corp: Corp, check: AuditCheck | null): void {
  if (!check) return;
  metrics.trailBroken.set({ corp }, check.brokenAt === null ? 0 : 1);
  metrics.trailChecked.set({ corp }, check.checkedAt.getTime() / 1000);
  if (check.readers !== null) metrics.headReaders.set({ corp }, check.readers);
}
