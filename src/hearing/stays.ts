import type { Tx } from '../db/client.ts';
import { byGroup } from '../groups/by-group.ts';
import type { Corp } from '../ids.ts';
import type { Stay } from './cast.ts';

interface StayRow extends Stay {
  readonly chatId: string;
}

/**
 * Who was in these groups since a moment, and from when until when. A group whose roster WeCom does not show has those whom the
 * records of its messages name: from the first of them to the last, for good while the last message of the group names them.
 */
export async function staysIn(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, readonly Stay[]>> {
  const ids = [...chatIds];
  const shown = await tx.$queryRaw<StayRow[]>`
    select m.chat_id as "chatId", case m.member_kind when 'external' then m.member_id else lower(m.member_id) end as id,
           m.member_kind as kind, (extract(epoch from m.since) * 1000)::float8 as "fromMs",
           (extract(epoch from m.until) * 1000)::float8 as "untilMs"
    from qungui.membership m
    where m.corp = ${corp} and m.chat_id = any(${ids}::text[]) and (m.until is null or m.until >= ${since})
    order by m.since, m.member_id`;
  const heard = await tx.$queryRaw<StayRow[]>`
    select h.chat_id as "chatId", h.member_id as id, h.member_kind as kind, (extract(epoch from h.first_at) * 1000)::float8 as "fromMs",
           case when h.last_at < last.at then (extract(epoch from h.last_at) * 1000)::float8 + 1 end as "untilMs"
    from qungui.heard_member h
    join (select chat_id, max(last_at) as at from qungui.heard_member
          where corp = ${corp} and chat_id = any(${ids}::text[]) group by chat_id) as last on last.chat_id = h.chat_id
    where h.corp = ${corp} and h.chat_id = any(${ids}::text[]) and h.last_at >= ${since}
      and not exists (select from qungui.membership m where m.corp = h.corp and m.chat_id = h.chat_id)
    order by h.first_at, h.member_id`;
  return byGroup([...shown, ...heard]);
}
