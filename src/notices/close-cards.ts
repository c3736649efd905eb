import { nowIn, type Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { MessageApi } from '../wecom/message/message.ts';
import { readOutcome } from './outcome.ts';
import { tryOpenNotice } from './sealed.ts';
import { say } from './wording/say.ts';
import type { DeliverDeps } from './world.ts';

/** A response_code lives 72 hours [94888]. */
const CODE_LIVES_MS = 71 * 3_600_000;

interface Closable {
  readonly id: string;
  readonly to: string;
  readonly responseCode: string;
  readonly outcome: unknown;
}

/**
 * Greys the buttons of cards that need no answer any more: pressed, or every matter on them settled by now. The code is
 * taken out of the row first and spent once; a card that stays as it was changes nothing, its buttons have no effect.
 */
export async function closeCards(
  deps: Pick<DeliverDeps, 'db' | 'keys' | 'log'>,
  corp: Corp,
  message: MessageApi,
  limit: number,
): Promise<number> {
  const keys = await deps.keys.of(corp);
  const cards = await deps.db.withCorp(corp, async (tx) => takeClosable(tx, corp, await nowIn(tx), limit));
  for (const { id, to, responseCode, outcome } of cards) {
    const label = readOutcome(outcome).label ?? say('zh', 'closedSettled');
    const code = tryOpenNotice(keys, 'response_code', id, responseCode);
    if (code === null) continue;
    await message.closeCard([to], code, label).catch((err: unknown) => {
      deps.log.info({ err, corp, noticeId: id }, 'card not closed; nothing depends on it');
    });
  }
  return cards.length;
}

/** A digest closes when it is read, a card of the inventory when it is answered; other cards when each of their cases is closed, decided, or answered since they were sent. */
async function takeClosable(tx: Tx, corp: Corp, at: Date, limit: number): Promise<Closable[]> {
  return tx.$queryRaw<Closable[]>`
    with closable as (
      select n.id, n.response_code from qungui.notice n
      where n.corp = ${corp} and n.state = 'sent' and n.response_code is not null
        and n.sent_at > ${new Date(at.getTime() - CODE_LIVES_MS)}
        and case when n.kind in ('digest', 'inventory') then n.outcome->>'label' is not null
            else not exists (
              select 1 from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
              where l.corp = n.corp and l.notice_id = n.id and c.closed_at is null and c.state <> 'decided'
                and not exists (select 1 from qungui.decision d where d.corp = c.corp and d.case_id = c.id and d.at >= n.first_tried_at))
            end
      order by n.sent_at limit ${limit} for update skip locked)
    update qungui.notice n set response_code = null from closable
    where n.corp = ${corp} and n.id = closable.id
    returning n.id::text, n.to_userid as "to", closable.response_code as "responseCode", n.outcome`;
}
