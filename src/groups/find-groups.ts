import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** Adds listed customer groups that were not known and answers every group that can be read by an API. */
export async function findGroups(tx: Tx, corp: Corp, listed: readonly string[], at: Date): Promise<string[]> {
  if (listed.length > 0)
    await tx.$executeRaw`
      insert into qungui.chat_group (corp, chat_id, reach, evidence, found_at)
      select ${corp}, chat_id, 'customer', 'groupchat/list', ${at} from unnest(${[...listed]}::text[]) as chat_id
      on conflict do nothing`;
  const rows = await tx.chatGroup.findMany({ where: { corp, dissolvedAt: null }, select: { chatId: true } });
  return rows.map((row) => row.chatId);
}
