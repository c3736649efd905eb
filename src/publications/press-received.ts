import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { pressObligation } from '../responses/press.ts';
import type { Noting } from './noting.ts';

export interface Receiving {
  readonly publicationId: string;
  readonly by: string;
  readonly via: 'card' | 'page';
  readonly noticeId: string | null;
}

export interface Received {
  readonly outcome: 'done' | 'repeat' | 'closed' | 'not-entitled';
  readonly entries: readonly AuditEntry[];
}

/** Somebody says that he got a notice: one of those whom it was sent to, while it was not taken back. */
export async function pressReceived(tx: Tx, noting: Noting, receiving: Receiving): Promise<Received> {
  const { publicationId, by, via, noticeId } = receiving;
  const row = await tx.publication.findFirst({ where: { corp: noting.corp, id: publicationId } });
  if (!row?.to.includes(by)) return { outcome: 'not-entitled', entries: [] };
  if (row.recalledAt) return { outcome: 'closed', entries: [] };
  const { corp, keys, at } = noting;
  const said = { chatId: row.chatId, on: row.id, by, says: 'received', via, at } as const;
  return pressObligation(tx, corp, keys, { ...said, ...(noticeId !== null && { noticeId }) });
}
