import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Corp } from '../ids.ts';
import { pressObligation } from './press.ts';

/** A press of 收到 under a card that says who waits; its reader is known to be the one it was sent to. */
export interface Acknowledging {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly by: string;
  readonly at: Date;
  readonly card: { readonly id: string; readonly caseIds: readonly string[] };
}

interface Came {
  readonly outcome: 'done' | 'repeat' | 'closed' | 'no-such-card' | 'not-entitled';
  readonly entries: readonly AuditEntry[];
}

/** Counts as an answer to the message that opened the obligation; only of who is waited for, and while somebody is. */
export async function pressWaiting(tx: Tx, pressing: Acknowledging, obligationId: string): Promise<Came> {
  const { corp, keys, by, at, card } = pressing;
  if (!card.caseIds.includes(obligationId)) return { outcome: 'no-such-card', entries: [] };
  const chat = await tx.obligation.findFirst({ where: { corp, id: obligationId }, select: { chatId: true } });
  if (!chat) return { outcome: 'no-such-card', entries: [] };
  await holdGroup(tx, corp, chat.chatId);
  const row = await tx.obligation.findFirstOrThrow({ where: { corp, id: obligationId } });
  if (!row.awaited.includes(by)) return { outcome: 'not-entitled', entries: [] };
  const [on] = row.messages;
  if (row.closedAt || row.acknowledgeEndedAt || on === undefined) return { outcome: 'closed', entries: [] };
  return pressObligation(tx, corp, keys, {
    chatId: row.chatId,
    on,
    by,
    says: 'received',
    via: 'card',
    noticeId: card.id,
    at,
  });
}
