import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import { holdGroup } from '../groups/hold-group.ts';
import type { Corp } from '../ids.ts';
import type { Noting } from '../publications/noting.ts';
import { pressObligation } from './press.ts';

/** A message of somebody's that may mean one of several. */
export interface Unclear {
  readonly id: string;
  readonly chatId: string;
  readonly groupName: string;
  readonly openedAt: Date;
  /** Whom it may mean. */
  readonly awaited: readonly string[];
}

const OPEN = { certainty: 'ambiguous', cancelled: null, closedAt: null, level: { not: 'observe' } } as const;

/** What this person said of which nobody knows whom it means; the oldest first, each message once. */
export async function unclearOf(tx: Tx, corp: Corp, userid: string): Promise<readonly Unclear[]> {
  const rows = await tx.obligation.findMany({
    where: { corp, ...OPEN, OR: [{ asker: userid }, { spokenBy: userid }] },
    orderBy: [{ openedAt: 'asc' }, { key: 'asc' }],
  });
  const first = new Map([...rows].reverse().map((row) => [row.messages[0], row.id]));
  const once = rows.filter(({ id, messages }) => first.get(messages[0]) === id);
  const here = { corp, until: null, chatId: { in: once.map(({ chatId }) => chatId) } };
  const names = new Map((await tx.groupState.findMany({ where: here })).map(({ chatId, name }) => [chatId, name]));
  return once.map(({ id, chatId, openedAt, awaited }) => {
    return { id, chatId, groupName: names.get(chatId) ?? '', openedAt, awaited };
  });
}

export interface SayingWho {
  readonly obligationId: string;
  readonly by: string;
  /** Whom he meant; one of those whom it may mean. */
  readonly to: string;
  readonly via: 'card' | 'page';
  /** The card on which he said it. */
  readonly noticeId?: string;
}

/** Takes whom somebody meant: from that moment on that one is waited for, and nobody else. */
export async function sayWho(
  tx: Tx,
  { corp, keys, at }: Noting,
  { obligationId: id, by, to, via, noticeId }: SayingWho,
): Promise<{
  readonly outcome: 'done' | 'repeat' | 'closed' | 'not-entitled';
  readonly entries: readonly AuditEntry[];
}> {
  const found = await tx.obligation.findFirst({ where: { corp, id }, select: { chatId: true } });
  if (!found) return { outcome: 'not-entitled', entries: [] };
  await holdGroup(tx, corp, found.chatId);
  const row = await tx.obligation.findFirstOrThrow({ where: { corp, id } });
  const [on] = row.messages;
  if ((row.asker !== by && row.spokenBy !== by) || !row.awaited.includes(to) || on === undefined)
    return { outcome: 'not-entitled', entries: [] };
  if (row.certainty !== 'ambiguous' || row.cancelled || row.closedAt) return { outcome: 'closed', entries: [] };
  return pressObligation(tx, corp, keys, {
    chatId: row.chatId,
    on,
    by,
    says: 'meant',
    to,
    via,
    at,
    ...(noticeId && { noticeId }),
  });
}
