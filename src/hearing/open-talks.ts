import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';

/** Since when messages of a group are still being answered in time: what was said first, by chat id. */
export async function runningSince(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.$queryRaw<{ chatId: string; sinceMs: number }[]>`
    select o.chat_id as "chatId", (extract(epoch from min(coalesce(m.sent_at, o.opened_at))) * 1000)::float8 as "sinceMs"
    from qungui.obligation o
    left join qungui.message m on m.corp = o.corp and m.id = o.messages[1]
    where o.corp = ${corp} and o.chat_id = any(${[...chatIds]}::text[]) and o.closed_at is null
      and (o.acknowledge_state in ('running', 'paused') or o.result_state in ('running', 'paused'))
    group by o.chat_id`;
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
