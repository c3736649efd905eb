import type { Tx } from '../db/client.ts';
import { byGroup } from '../groups/by-group.ts';
import type { Corp } from '../ids.ts';
import { type Carried, SETTLED_AFTER_MS } from '../obligations/part-of.ts';
import type { Policy } from '../policy/policy.ts';

interface Row extends Omit<Carried, 'reachable' | 'result'> {
  readonly chatId: string;
  readonly instance: string;
  readonly isWaiting: boolean;
  readonly offeredTo: readonly string[];
}

/** A group of which only what is new from a moment on is read; `Infinity`: only time has passed. */
export interface Recent {
  readonly chatId: string;
  readonly policy: Policy;
  readonly newFromMs: number;
}

/**
 * Who is waited for in these groups, and what else of before can still become otherwise (`mayBecomeOtherwise`), with those to whom it
 * was handed over or from whom: by chat id. One statement.
 */
export async function carriedIn(
  tx: Tx,
  corp: Corp,
  groups: readonly Recent[],
  judgedSince: Date,
): Promise<ReadonlyMap<string, readonly Carried[]>> {
  if (groups.length === 0) return new Map();
  const ids = groups.map(({ chatId }) => chatId);
  const changedSince = groups.map(({ newFromMs }) => momentOf(newFromMs - SETTLED_AFTER_MS));
  const rows = await tx.$queryRaw<Row[]>`
    with recursive asked as (
      select * from unnest(${ids}::text[], ${changedSince}::timestamptz[]) as a (chat_id, since)
    ), carried (id, key, from_key) as (
      select id, key, from_key from (
        select o.id, o.key, o.from_key from asked join qungui.obligation o on o.chat_id = asked.chat_id
        where o.corp = ${corp} and o.closed_at is null
        union
        select o.id, o.key, o.from_key from asked join qungui.obligation o on o.chat_id = asked.chat_id and o.changed_at >= asked.since
        where o.corp = ${corp}
        union
        select o.id, o.key, o.from_key from asked join qungui.obligation o on o.chat_id = asked.chat_id
        where o.corp = ${corp} and o.opened_at >= ${judgedSince}
          and (o.acknowledge_state in ('unknown', 'remind-only') or o.result_state in ('unknown', 'remind-only'))
      ) as seed
      union
      select o.id, o.key, o.from_key from carried c join qungui.obligation o on o.key = c.from_key or o.from_key = c.key
      where o.corp = ${corp}
    ), beside as (
      select o.id from carried c join qungui.obligation a on a.corp = ${corp} and a.id = c.id and a.certainty = 'ambiguous'
      join qungui.obligation o on o.corp = ${corp} and o.chat_id = a.chat_id and o.messages && a.messages
    )
    select o.chat_id as "chatId", o.key, o.instance, o.asker, o.spoken_by as "spokenBy", o.awaited, o.messages, o.cancelled, o.certainty,
           (extract(epoch from least(o.opened_at, m.sent_at)) * 1000)::float8 as "beganMs",
           case when o.closed_at is null then 'open' else 'over' end as standing,
           array(select p->>'id' from jsonb_array_elements(o.proofs) as p) as proofs,
           o.result is not null as "isWaiting",
           array(select jsonb_array_elements_text(coalesce(o.result->'offeredTo', '[]'::jsonb))) as "offeredTo"
    from qungui.obligation o left join qungui.message m on m.corp = o.corp and m.id = o.messages[1]
    where o.corp = ${corp} and o.id in (select id from carried union select id from beside)`;
  const policies = new Map(groups.map(({ chatId, policy }) => [chatId, policy]));
  return byGroup(
    rows.map(({ isWaiting, offeredTo, ...row }) => ({
      ...row,
      result: isWaiting ? { offeredTo } : null,
      reachable: reachableUnder(policies.get(row.chatId), row.instance),
    })),
  );
}

/** Nothing changed after the end of time. */
const momentOf = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : 'infinity');

const reachableUnder = (policy: Policy | undefined, instance: string): Carried['reachable'] =>
  policy?.uses.find((use) => use.instance === instance)?.waits?.reachable ?? 'not-asked';
