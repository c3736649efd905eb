import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';

/** Something about messages of a group is new: what was said since that moment is to be judged; null: all that was said lately. */
export interface News {
  readonly chatId: string;
  readonly from: Date | null;
}

/** Has groups looked at, each from the moment that is new in it. */
export async function lookAtNews(tx: Tx, corp: Corp, news: readonly News[], at: Date): Promise<void> {
  await noteNews(tx, corp, news, at);
  await armTimers(tx, corp, { kind: 'look-messages', subjects: news.map(({ chatId }) => chatId), at });
}

/** Has a group looked at since something is new about a message, or about a notice that we sent: from when it was said on. */
export async function lookAtMessage(tx: Tx, corp: Corp, chatId: string, id: string, at: Date): Promise<void> {
  const [said] = await tx.$queryRaw<{ from: Date }[]>`
    select sent_at as "from" from qungui.message where corp = ${corp} and id = ${id}
    union all
    select at from qungui.publication where corp = ${corp} and id::text = ${id}`;
  await lookAtNews(tx, corp, [{ chatId, from: said?.from ?? null }], at);
}

/** Keeps what is new for the next look, whoever asks for it. */
export async function noteNews(tx: Tx, corp: Corp, news: readonly News[], at: Date): Promise<void> {
  if (news.length === 0) return;
  await tx.$executeRaw`
    insert into qungui.said_anew (corp, id, chat_id, from_at, at)
    select ${corp}, gen_random_uuid(), chat_id, from_at, ${at}
    from unnest(${news.map(({ chatId }) => chatId)}::text[], ${news.map(({ from }) => from)}::timestamptz[]) as n (chat_id, from_at)`;
}

/** What is new in these groups, by chat id: of each the oldest moment. A group that is not among them has nothing new. */
export async function newsIn(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<ReadonlyMap<string, News>> {
  if (chatIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<News[]>`
    select chat_id as "chatId", case when bool_and(from_at is not null) then min(from_at) end as "from"
    from qungui.said_anew where corp = ${corp} and chat_id = any(${[...chatIds]}::text[]) group by chat_id`;
  return byChatId(rows);
}

/**
 * The same for whoever was asked to look at them, and judges it in the same transaction: it is new no more. What is noted meanwhile
 * stays for the next look. Of a group of which nobody said what is new everything is.
 */
export async function takeNews(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<ReadonlyMap<string, News>> {
  if (chatIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<News[]>`
    with taken as (
      delete from qungui.said_anew where corp = ${corp} and chat_id = any(${[...chatIds]}::text[]) returning chat_id, from_at
    )
    select chat_id as "chatId", case when bool_and(from_at is not null) then min(from_at) end as "from"
    from unnest(${[...chatIds]}::text[]) as asked (chat_id) left join taken using (chat_id) group by chat_id`;
  return byChatId(rows);
}

const byChatId = (rows: readonly News[]): ReadonlyMap<string, News> => new Map(rows.map((one) => [one.chatId, one]));
