import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';

/** A notice of the company and who has said 收到. */
export interface PublishedNotice {
  readonly id: string;
  readonly number: bigint;
  readonly chatId: string;
  readonly groupName: string;
  readonly by: string;
  readonly at: Date;
  readonly recalledAt: Date | null;
  readonly text: string;
  /** Accounts, with the moment of the answer. */
  readonly to: readonly { readonly userid: string; readonly receivedAt: Date | null }[];
}

const MOST_SHOWN = 50;

/** The latest notices of a corp, or one by its id; newest first. */
export async function loadPublished(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  where: { readonly id?: string; readonly number?: bigint } = {},
): Promise<readonly PublishedNotice[]> {
  const rows = await tx.publication.findMany({
    where: { corp, ...where },
    orderBy: { number: 'desc' },
    take: MOST_SHOWN,
  });
  const presses = await tx.obligationPress.findMany({
    where: { corp, onId: { in: rows.map(({ id }) => id) }, says: 'received' },
    orderBy: { at: 'asc' },
  });
  const names = await tx.groupState.findMany({
    where: { corp, until: null, chatId: { in: rows.map(({ chatId }) => chatId) } },
  });
  const nameOf = new Map(names.map(({ chatId, name }) => [chatId, name]));
  return rows.map(({ id, number, chatId, byUserid, at, recalledAt, body, to }) => ({
    id,
    number,
    chatId,
    groupName: nameOf.get(chatId) ?? '',
    by: byUserid,
    at,
    recalledAt,
    text: keys.open({ table: 'publication', column: 'body', row: id }, body),
    to: to.map((userid) => ({
      userid,
      receivedAt: presses.find(({ onId, byUserid }) => onId === id && byUserid === userid)?.at ?? null,
    })),
  }));
}
