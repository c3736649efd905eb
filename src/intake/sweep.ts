import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { BellName } from '../queue/producer.ts';
import type { TimerKind } from '../timers/arm.ts';

/** What is rung for, in this order. */
const SWEPT = ['callbacks', 'timers', 'notices', 'archive'] as const;
/** The timer that workers of their own fire: its library may hang. */
const PULL: TimerKind = 'pull-archive';
type Due = Readonly<Record<(typeof SWEPT)[number], boolean>>;

/**
 * Rings again for whatever has something due in nobody's hands, and answers what that was. With it alone, and no queue at all,
 * the product would still work: a bell only makes it fast.
 */
export async function sweep({ db, bell }: Pick<Deps, 'db' | 'bell'>, corp: Corp): Promise<readonly BellName[]> {
  const due = await dueIn(db, corp);
  const rung = SWEPT.filter((name) => due[name]);
  for (const name of rung) void bell.ring(name, corp).catch(() => undefined); // the next sweep rings again
  return rung;
}

/** Whether anything may be claimed now: due, and not in anybody's hands. Asked every second, so it counts nothing. */
async function dueIn(db: Deps['db'], corp: Corp): Promise<Due> {
  const [rows] = (await db.batch(corp, (tx) => [
    tx.$queryRaw`
      with now as materialized (select qungui.clock() as at)
      select exists (select from qungui.callback c
              where c.corp = ${corp} and c.state = 'new' and c.not_before <= now.at
                and (c.lease_until is null or c.lease_until <= now.at)) as callbacks,
             exists (select from qungui.timer t
              where t.corp = ${corp} and t.state = 'armed' and t.due_at <= now.at and t.kind <> ${PULL}
                and (t.lease_until is null or t.lease_until <= now.at)) as timers,
             exists (select from qungui.timer t
              where t.corp = ${corp} and t.state = 'armed' and t.due_at <= now.at and t.kind = ${PULL}
                and (t.lease_until is null or t.lease_until <= now.at)) as archive,
             exists (select from qungui.notice n
              where n.corp = ${corp} and n.state in ('waiting', 'sending') and n.not_before <= now.at
                and (n.lease_until is null or n.lease_until <= now.at)) as notices
      from now`,
  ])) as [Due[]];
  return rows[0] ?? { callbacks: false, timers: false, notices: false, archive: false };
}
