import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { lookAtMessage } from '../hearing/said-anew.ts';
import { type Corp, newId } from '../ids.ts';
import type { LocalDate } from '../work-time/local-time.ts';

/** What somebody says of a matter without a message. */
export interface Saying {
  readonly chatId: string;
  /** The message, or the publication, that waits for him. */
  readonly on: string;
  /** The account; already found to be the right person. */
  readonly by: string;
  readonly says: 'received' | 'done' | 'moved' | 'handed-over' | 'accepts' | 'declines' | 'not-mine' | 'meant';
  /** Who is to take it over, or was meant, and the day to which it is moved. */
  readonly to?: string;
  readonly toDate?: LocalDate;
  readonly reason?: string;
  readonly via: 'card' | 'page' | 'cli';
  readonly noticeId?: string;
  readonly at: Date;
}

/**
 * Keeps what was pressed, once, and has the group looked at. `repeat`: he has said the same of it before, and nothing happens; a
 * move, a hand-over or who was meant may be said again, and who is handed something once more answers once more. The entries belong into the trail.
 */
export async function pressObligation(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  saying: Saying,
): Promise<{ readonly outcome: 'done' | 'repeat'; readonly entries: readonly AuditEntry[] }> {
  const { chatId, on, by, says, via, at, reason } = saying;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`press/${corp}/${on}/${by}`}, 0))`;
  const isOnce = says !== 'moved' && says !== 'handed-over' && says !== 'meant';
  const since = isOnce ? await askedSince(tx, corp, saying) : null;
  const same = { corp, onId: on, byUserid: by, says, ...(since && { at: { gte: since } }) };
  const before = isOnce && (await tx.obligationPress.findFirst({ where: same }));
  if (before) return { outcome: 'repeat', entries: [] };
  const id = newId();
  await tx.obligationPress.create({
    data: {
      corp,
      id,
      onId: on,
      chatId,
      byUserid: by,
      says,
      toUserid: saying.to?.toLowerCase() ?? null,
      toDate: saying.toDate ?? null,
      reason: reason === undefined ? null : keys.seal({ table: 'obligation_press', column: 'reason', row: id }, reason),
      via,
      noticeId: saying.noticeId ?? null,
      at,
    },
  });
  await lookAtMessage(tx, corp, chatId, on, at);
  return {
    outcome: 'done',
    entries: [{ v: 1, kind: 'obligation-pressed', chatId, pressId: id, on, by: pseudonymOf(keys, by), says, via }],
  };
}

/** What is handed to somebody again, or by another, is a new question to him. */
async function askedSince(tx: Tx, corp: Corp, { on, by, says }: Saying): Promise<Date | null> {
  if (says !== 'accepts' && says !== 'declines') return null;
  const handed = await tx.obligationPress.findFirst({
    where: { corp, onId: on, says: 'handed-over', toUserid: by },
    orderBy: { at: 'desc' },
    select: { at: true },
  });
  return handed?.at ?? null;
}
