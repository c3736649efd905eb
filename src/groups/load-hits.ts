import type { Tx } from '../db/client.ts';
import type { Hit } from '../events/hit.ts';
import type { Corp } from '../ids.ts';

/** What was said longer ago is judged no more. */
const LOOKBACK_MS = 35 * 86_400_000;

/** What was found in the messages of these groups, in the order in which they were said; one statement. */
export const hitsOf = (
  tx: Tx,
  corp: Corp,
  ids: readonly string[],
  atMs: number,
): Promise<(Hit & { readonly chatId: string })[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.$queryRaw<(Hit & { readonly chatId: string })[]>`
    select h.chat_id as "chatId", h.id::text, h.instance, h.message_id as "messageId", h.by_id as by, h.says, h.detail, h.marked,
           (extract(epoch from h.said_at) * 1000)::float8 as "saidAtMs", (extract(epoch from h.gone_at) * 1000)::float8 as "goneAtMs", (extract(epoch from m.revoked_at) * 1000)::float8 as "revokedAtMs"
    from qungui.content_hit h
    left join qungui.message m on m.corp = h.corp and m.id = h.message_id
    where h.corp = ${corp} and h.chat_id = any(${[...ids]}::text[]) and h.said_at >= ${new Date(atMs - LOOKBACK_MS)}
    order by h.said_at, h.message_id, h.instance, h.place`;

/** The company's lists of words that there are, where a rule asks; they are of the corp, not of a group. */
export async function wordListsFor(tx: Tx, corp: Corp, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const lists = await tx.wordList.findMany({ where: { corp, until: null, words: { gt: 0 } }, select: { list: true } });
  return lists.map(({ list }) => list).sort();
}
