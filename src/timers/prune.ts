import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

const KEPT_MS = 30 * 86_400_000;
const AT_ONCE = 10_000;

/**
 * Deletes timers that ended a month ago, so many at a time; answers how many. What was given up stays until it is made good, and
 * the readings of the directory stay: they say since when everything is known.
 */
export async function pruneTimers(tx: Tx, corp: Corp, at: Date): Promise<number> {
  const before = new Date(at.getTime() - KEPT_MS);
  return tx.$executeRaw`
    with old as materialized (
      select id from qungui.timer
      where corp = ${corp} and state in ('fired', 'cancelled', 'caught-up') and kind <> 'sync-directory'
        and due_at < ${before} and ended_at < ${before}
      limit ${AT_ONCE}::int for update skip locked
    )
    delete from qungui.timer t using old where t.corp = ${corp} and t.id = old.id`;
}
