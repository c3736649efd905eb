import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { FRESH_GAP_MS, sightIn } from '../messages/sight.ts';
import { armTimers } from '../timers/arm.ts';

/**
 * Has the groups looked at in which something was said while messages were not seen, as soon as they are: nothing else would look
 * there before somebody speaks again or the night comes, and who is asked meanwhile would be waited for by nobody. Those where something
 * else keeps them from being seen are looked at once, and say so.
 */
export async function lookWhereSeenAgain(tx: Tx, corp: Corp, at: Date): Promise<void> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct n.chat_id as "chatId" from qungui.said_anew n
    where n.corp = ${corp}
      and exists (select from qungui.coverage c
                  where c.corp = n.corp and c.chat_id = n.chat_id and c.until is null and c.verdict = 'data-gap')
      and not exists (select from qungui.timer t
                      where t.corp = n.corp and t.kind = 'look-messages' and t.subject = n.chat_id and t.state = 'armed')`;
  if (rows.length === 0) return;
  const chatIds = rows.map(({ chatId }) => chatId);
  const sight = await sightIn(tx, corp, chatIds, new Date(at.getTime() - FRESH_GAP_MS), at);
  const subjects = chatIds.filter((chatId) => sight(chatId).unseen !== 'data-gap');
  await armTimers(tx, corp, { kind: 'look-messages', subjects, at });
}
