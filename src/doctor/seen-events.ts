import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** The group that `trigger` invents: what is played about it is no sign of WeCom. */
const INVENTED = 'wrQunguiTrigger';

/** When an event of each kind last came, by WeCom's first word for it (`change_external_chat`). */
export async function lastEvents(tx: Tx, corp: Corp): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.$queryRaw<{ event: string; at: Date }[]>`
    select split_part(event, '/', 1) as event, max(received_at) as at from qungui.callback
    where corp = ${corp} and event is not null and chat_id is distinct from ${INVENTED}
    group by 1`;
  return new Map(rows.map(({ event, at }) => [event, at]));
}

/** An event may lag behind what reading shows [92130]. */
const LAG_MS = 5 * 60_000;

/**
 * How many people were found in customer groups by reading alone, who joined after the group was known and after `since`: an event
 * should have told of each.
 */
export async function untold(tx: Tx, corp: Corp, since: Date | null, at: Date): Promise<number> {
  const until = new Date(at.getTime() - LAG_MS);
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from qungui.membership m
    join qungui.chat_group g on g.corp = m.corp and g.chat_id = m.chat_id
    join qungui.reach_state v on v.corp = m.corp and v.chat_id = m.chat_id and v.until is null and v.reach = 'customer'
    where m.corp = ${corp} and m.learned = 'fetch' and m.since > g.found_at
      and m.since > coalesce(${since}::timestamptz, '-infinity') and m.since < ${until}`;
  return row?.count ?? 0;
}
