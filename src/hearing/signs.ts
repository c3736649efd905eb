import type { Tx } from '../db/client.ts';
import type { Sign } from '../events/conversation.ts';
import { byGroup } from '../groups/by-group.ts';
import type { Corp } from '../ids.ts';

/** Who was seen on the evening before may have been reached; further back says nothing. */
const BEFORE_MS = 24 * 3_600_000;

/**
 * Signs of life elsewhere of those who are waited for in these groups under these uses, while they were: words in other groups,
 * pages of ours, clocks. By chat id. Of others nothing is looked up.
 */
export async function loadSigns(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  instances: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, readonly Sign[]>> {
  if (instances.length === 0 || chatIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<(Sign & { readonly chatId: string })[]>`
    with waited as (
      select o.chat_id, who.id, o.opened_at - ${BEFORE_MS}::int * interval '1 millisecond' as from_at, o.acknowledge_due_at as until_at
      from qungui.obligation o cross join lateral unnest(o.awaited) as who (id)
      where o.corp = ${corp} and o.chat_id = any(${[...chatIds]}::text[]) and o.instance = any(${[...instances]}::text[])
        and o.opened_at >= ${since} and o.cancelled is null and o.acknowledge_due_at is not null
        and o.acknowledge_state in ('running', 'paused', 'missed', 'late', 'unknown')
    ), seen as (
      select w.chat_id, m.from_id as by, m.sent_at as at, 'spoke' as how from waited w
      join qungui.message m on m.corp = ${corp} and m.from_id = w.id and m.sent_at between w.from_at and w.until_at and m.chat_id <> w.chat_id
      union
      select w.chat_id, c.userid, c.at, 'clocked-in' from waited w
      join qungui.clock_in c on c.corp = ${corp} and c.userid = w.id and c.at between w.from_at and w.until_at
      union
      select w.chat_id, w.id, t.at, 'opened-page' from waited w
      join qungui.page_session s on s.corp = ${corp} and s.userid = w.id
      cross join lateral (values (s.since), (s.seen_at)) as t (at)
      where t.at between w.from_at and w.until_at
      union
      select w.chat_id, w.id, o.at, 'pressed' from waited w
      join qungui.obligation_press o on o.corp = ${corp} and o.by_userid = w.id and o.at between w.from_at and w.until_at
      union
      select w.chat_id, w.id, p.at, 'pressed' from waited w
      join qungui.decision p on p.corp = ${corp} and p.actor = w.id and p.via in ('card', 'page') and p.at between w.from_at and w.until_at
    )
    select chat_id as "chatId", by, (extract(epoch from at) * 1000)::float8 as "atMs", how from seen order by at, by, how`;
  return byGroup(rows);
}
