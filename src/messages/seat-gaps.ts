import type { Tx } from '../db/client.ts';
import type { Gap } from '../events/conversation.ts';
import { byGroup } from '../groups/by-group.ts';
import type { Corp } from '../ids.ts';

/**
 * Times since a moment in which nobody who had a seat of the archive is known to have been in a group, by chat id: what was said in
 * them may be in no archive [91361]. Of a seat or a stay that a look found gone only the time up to the look before is known. None
 * where no seats, or no roster, were ever read; what was before the first look at the seats is taken for what that look saw.
 */
export async function seatGaps(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  since: Date,
  at: Date,
): Promise<ReadonlyMap<string, readonly Gap[]>> {
  if (since >= at) return new Map();
  const rows = await tx.$queryRaw<(Gap & { readonly chatId: string })[]>`
    select asked.id as "chatId", (extract(epoch from lower(missing)) * 1000)::float8 as "fromMs",
           (extract(epoch from upper(missing)) * 1000)::float8 as "untilMs"
    from unnest(${[...chatIds]}::text[]) as asked (id)
    join qungui.archive_cursor c on c.corp = ${corp} and c.seats_at is not null
    cross join lateral (
      select tstzmultirange(tstzrange(${since}::timestamptz, ${at}::timestamptz))
             - coalesce(range_agg(tstzrange(seen.since, seen.until)) filter (where seen.since < seen.until), '{}') as spans
      from (select greatest(m.since, case when s.absent_at is not null then s.since end, case when s.id is null then 'infinity'::timestamptz end) as since,
                   least(case when m.until is not null then coalesce(m.seen_at, m.until) end,
                         case when s.until is not null then coalesce(s.seen_at, s.since) end, 'infinity'::timestamptz) as until
            from qungui.membership m
            left join qungui.archive_seat s on s.corp = m.corp and s.userid = m.member_id and (s.until is null or s.until > ${since})
            where m.corp = c.corp and m.chat_id = asked.id and (m.until is null or m.until > ${since})) as seen
      having count(*) > 0
    ) as missed
    cross join lateral unnest(missed.spans) as missing
    order by 1, 2`;
  return byGroup(rows);
}
