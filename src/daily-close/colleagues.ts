import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/**
 * Accounts of the colleagues in a group now, lower-cased. Of a group whose roster WeCom does not show, those whom the records of
 * its last message name.
 */
export async function colleaguesIn(tx: Tx, corp: Corp, chatId: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ userid: string }[]>`
    select lower(m.member_id) as userid from qungui.membership m
    where m.corp = ${corp} and m.chat_id = ${chatId} and m.until is null and m.member_kind = 'employee'
    union
    select lower(h.member_id) from qungui.heard_member h
    where h.corp = ${corp} and h.chat_id = ${chatId} and h.member_kind = 'employee'
      and h.last_at = (select max(last_at) from qungui.heard_member where corp = ${corp} and chat_id = ${chatId})
      and not exists (select from qungui.membership m where m.corp = h.corp and m.chat_id = h.chat_id)
    order by 1`;
  return rows.map(({ userid }) => userid);
}
