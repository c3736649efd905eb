import type { Tx } from '../db/client.ts';
import type { Conversation, Press, Published, Ruling } from '../events/conversation.ts';
import { byGroup } from '../groups/by-group.ts';
import type { Corp } from '../ids.ts';

/** What belongs to a conversation and was no message. */
export type SaidBeside = Pick<Conversation, 'published' | 'presses' | 'rulings'>;

type In<T> = T & { readonly chatId: string };

/** What was pressed, ruled and published in these groups since a moment. */
export async function loadSaidBeside(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
  since: Date,
): Promise<(chatId: string) => SaidBeside> {
  const ids = [...chatIds];
  const presses = byGroup(await pressesIn(tx, corp, ids, since));
  const rulings = byGroup(await rulingsIn(tx, corp, ids, since));
  const published = byGroup(await publishedIn(tx, corp, ids, since));
  return (chatId) => ({
    presses: presses.get(chatId) ?? [],
    rulings: rulings.get(chatId) ?? [],
    published: published.get(chatId) ?? [],
  });
}

const pressesIn = (tx: Tx, corp: Corp, ids: string[], since: Date): Promise<In<Press>[]> => tx.$queryRaw<In<Press>[]>`
  select chat_id as "chatId", id::text, on_id as "on", by_userid as by, says, coalesce(to_userid, to_date) as "to",
         (extract(epoch from at) * 1000)::float8 as "atMs"
  from qungui.obligation_press
  where corp = ${corp} and chat_id = any(${ids}::text[]) and at >= ${since} and says <> 'meant'
  order by at, id`;

/** What the asker pressed under the question whether a message is a task, and whom he said he meant. */
const rulingsIn = (tx: Tx, corp: Corp, ids: string[], since: Date): Promise<In<Ruling>[]> => tx.$queryRaw<In<Ruling>[]>`
  select c.chat_id as "chatId", substr(c."window", 6) as "on", lower(d.actor) as by, d.action as verdict, null as "to",
         (extract(epoch from d.at) * 1000)::float8 as "atMs"
  from qungui."case" c
  join qungui.decision d on d.corp = c.corp and d.case_id = c.id and d.action in ('task', 'not-task')
  where c.corp = ${corp} and c.chat_id = any(${ids}::text[]) and c."window" like 'task:%' and d.at >= ${since}
  union all
  select chat_id, on_id, lower(by_userid), 'task', lower(to_userid), (extract(epoch from at) * 1000)::float8
  from qungui.obligation_press
  where corp = ${corp} and chat_id = any(${ids}::text[]) and at >= ${since} and says = 'meant'
  order by "atMs"`;

const publishedIn = (tx: Tx, corp: Corp, ids: string[], since: Date): Promise<In<Published>[]> => tx.$queryRaw<
  In<Published>[]
>`
  select chat_id as "chatId", id::text, instance as "ruleId", lower(by_userid) as by, "to",
         (extract(epoch from at) * 1000)::float8 as "atMs", (extract(epoch from recalled_at) * 1000)::float8 as "recalledAtMs"
  from qungui.publication
  where corp = ${corp} and chat_id = any(${ids}::text[]) and at >= ${since}
  order by at, id`;
