import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';

/** A row is written after what it is about was said, but for clocks that do not agree. */
const SLACK = '1 day';

/**
 * Since when messages of these groups must be read, so that no matter is cut in two: `since`, or where somebody is waited for in
 * time, or something was added to a matter or handed over since, when that matter began; by chat id, where it is earlier.
 */
export async function heldSince(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ chatId: string; sinceMs: number }[]>`
    with recursive held (chat_id, since) as (
      select chat_id, ${since}::timestamptz from unnest(${[...chatIds]}::text[]) as asked (chat_id)
      union all
      select h.chat_id, matters.begins_at
      from held h
      cross join lateral (
        select min(matter.begins_at) as begins_at
        from (
          select least(o.opened_at, said.first_at, root.opened_at, root_said.sent_at) as begins_at,
                 greatest(o.opened_at, said.last_at) as last_at,
                 o.closed_at is null and (o.acknowledge_state in ('running', 'paused') or o.result_state in ('running', 'paused')) as runs
          from qungui.obligation o
          cross join lateral (select min(m.sent_at) as first_at, max(m.sent_at) as last_at from qungui.message m
                              where m.corp = o.corp and m.id = any(o.messages)) said
          left join qungui.obligation root on root.corp = o.corp and root.key = o.from_key
          left join qungui.message root_said on root_said.corp = root.corp and root_said.id = root.messages[1]
          where o.corp = ${corp} and o.chat_id = h.chat_id and o.cancelled is null
            and (o.closed_at is null or o.changed_at >= h.since - ${SLACK}::interval
                 and (cardinality(o.messages) > 1 or o.from_key is not null))
        ) matter
        where matter.runs or matter.last_at >= h.since
      ) matters
      where matters.begins_at < h.since
    )
    select chat_id as "chatId", (extract(epoch from min(since)) * 1000)::float8 as "sinceMs"
    from held where since < ${since}::timestamptz group by chat_id`;
  return new Map(rows.map(({ chatId, sinceMs }) => [chatId, sinceMs]));
}

/** Groups in which somebody is waited for, or a matter goes on that a rule about what was said has found. */
export async function openTalks(
  tx: Tx,
  corp: Corp,
  talking: readonly { readonly facts: { readonly group: { readonly chatId: string } }; readonly policy: Policy }[],
): Promise<ReadonlySet<string>> {
  const ids = talking.map(({ facts }) => facts.group.chatId);
  const rules = new Set(
    talking.flatMap(({ policy }) => policy.uses.flatMap(({ rule }) => (rule.asks?.includes('talk') ? [rule.id] : []))),
  );
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select chat_id as "chatId" from qungui.obligation
    where corp = ${corp} and chat_id = any(${ids}::text[]) and closed_at is null
    union
    select chat_id from qungui."case"
    where corp = ${corp} and chat_id = any(${ids}::text[]) and closed_at is null and rule = any(${[...rules]}::text[])`;
  return new Set(rows.map(({ chatId }) => chatId));
}
