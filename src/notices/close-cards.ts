import { IS_SETTLED } from '../cases/settled.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { chosenOn } from '../register/inventory/chosen.ts';
import type { MessageApi } from '../wecom/message/message.ts';
import { NEEDS_NO_DECISION } from './drop-decided.ts';
import { readOutcome } from './outcome.ts';
import { redrawn } from './redraw-card.ts';
import { tryOpenNotice } from './sealed.ts';
import { say } from './wording/say.ts';
import type { DeliverDeps } from './world.ts';

/** A response_code lives 72 hours [94888]. */
const CODE_LIVES_MS = 71 * 3_600_000;

interface Changing {
  readonly id: string;
  readonly number: bigint;
  readonly to: string;
  readonly kind: string;
  /** Sealed, as it was sent. */
  readonly body: string;
  readonly responseCode: string;
  readonly outcome: unknown;
}

type Closable = Changing & { readonly chosen: ReadonlyMap<string, string> };

/**
 * Greys the buttons of cards that need no answer any more: pressed, or every matter on them settled by now. A card that asks shows
 * what was chosen, and how much of it is not. The code is taken out of the row first and spent once; a card that stays as it was
 * changes nothing, its buttons have no effect.
 */
export async function closeCards(
  deps: Pick<DeliverDeps, 'db' | 'keys' | 'log'>,
  corp: Corp,
  message: MessageApi,
  limit: number,
): Promise<number> {
  const keys = await deps.keys.of(corp);
  const cards = await deps.db.withCorp(corp, async (tx) => takeClosable(tx, corp, await nowIn(tx), limit));
  for (const card of cards) {
    const code = tryOpenNotice(keys, 'response_code', card.id, card.responseCode);
    if (code === null) continue;
    await change(message, keys, card, code).catch((err: unknown) => {
      deps.log.info({ err, corp, noticeId: card.id }, 'card not changed; nothing depends on it');
    });
  }
  return cards.length;
}

async function change(message: MessageApi, keys: CorpKeys, card: Closable, code: string): Promise<void> {
  const { label, missing } = readOutcome(card.outcome);
  const closing = label ?? say('zh', 'closedSettled');
  const sent = card.kind === 'inventory' ? tryOpenNotice(keys, 'body', card.id, card.body) : null;
  const next = label === null && missing !== null ? { missing } : { label: closing };
  const redrawing = sent === null ? null : redrawn(sent, card.number, card.chosen, next);
  if (redrawing) await message.replaceCard([card.to], code, redrawing);
  else if ('label' in next) await message.closeCard([card.to], code, closing);
}

async function takeClosable(tx: Tx, corp: Corp, at: Date, limit: number): Promise<Closable[]> {
  const cards: Closable[] = [];
  for (const card of await takeChanging(tx, corp, at, limit))
    cards.push({ ...card, chosen: card.kind === 'inventory' ? await chosenOn(tx, corp, card.id) : new Map() });
  return cards;
}

/** A digest changes when it is read, a card of the inventory when it is pressed or answered, one about who waits when that was answered; other cards when each of their cases is closed, decided, or answered since they were sent. */
async function takeChanging(tx: Tx, corp: Corp, at: Date, limit: number): Promise<Changing[]> {
  return tx.$queryRaw<Changing[]>`
    with closable as (
      select n.id, n.response_code from qungui.notice n
      where n.corp = ${corp} and n.state = 'sent' and n.response_code is not null
        and n.sent_at > ${new Date(at.getTime() - CODE_LIVES_MS)}
        and case when n.kind in ('digest', 'inventory', 'published', 'daily-close', 'sign-off', 'private', 'verdict', 'heard', 'excerpt', 'evidence') then coalesce(n.outcome->>'label', n.outcome->>'missing') is not null
            when n.kind = 'waiting' then not exists (
              select from qungui.notice_case l join qungui.obligation o on o.corp = l.corp and o.id = l.case_id
              where l.corp = n.corp and l.notice_id = n.id and o.closed_at is null and o.acknowledge_ended_at is null
                and not exists (select from qungui.obligation_press p where p.corp = o.corp and p.notice_id = n.id and p.on_id = any(o.messages)))
            when n.kind in ('docket', 'hearing') then n.outcome->>'label' is not null or not exists (
              select from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
              where l.corp = n.corp and l.notice_id = n.id and not ${NEEDS_NO_DECISION})
            else not exists (
              select 1 from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
              where l.corp = n.corp and l.notice_id = n.id and not ${IS_SETTLED}
                and not exists (select 1 from qungui.decision d where d.corp = c.corp and d.case_id = c.id and d.at >= n.first_tried_at))
            end
      order by n.sent_at limit ${limit} for update skip locked)
    update qungui.notice n set response_code = null from closable
    where n.corp = ${corp} and n.id = closable.id
    returning n.id::text, n.number, n.to_userid as "to", n.kind, n.body, closable.response_code as "responseCode", n.outcome`;
}
