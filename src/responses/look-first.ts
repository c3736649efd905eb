import type { Judged } from '../cases/judged.ts';
import type { Tx } from '../db/client.ts';
import type { Conversation } from '../events/conversation.ts';
import { armTimer } from '../timers/arm.ts';
import type { Line } from './lines.ts';

/** No event tells who left these. */
const EVENTLESS: readonly string[] = ['internal', 'managed'];

/**
 * Before it is said of anybody in a group without events that he let his time run out, its roster is read: whether somebody with a
 * seat was inside till then is not known else.
 */
export async function lookFirst(
  tx: Tx,
  { corp, facts, at }: Judged,
  talk: Conversation,
  lines: readonly Line[],
): Promise<void> {
  const { chatId, reach } = facts.group;
  const due = EVENTLESS.includes(reach) ? lines.flatMap((line) => overdueIn(line, at)) : [];
  if (due.length === 0 || (talk.seenUntilMs ?? Number.POSITIVE_INFINITY) >= Math.max(...due)) return;
  const unread = { OR: [{ verifiedAt: null }, { verifiedAt: { lt: new Date(Math.max(...due)) } }] };
  const row = await tx.chatGroup.findFirst({ where: { corp, chatId, ...unread }, select: { chatId: true } });
  if (row) await armTimer(tx, corp, { kind: 'look-group', subject: chatId, dueAt: at, at });
}

/** Deadlines that are over by the clock, and not yet by what is seen. */
const overdueIn = ({ obligation: { acknowledge, result } }: Line, at: Date): number[] =>
  [acknowledge, result?.clock ?? null].flatMap((clock) =>
    clock?.state === 'running' && clock.deadline?.kind === 'known' && clock.deadline.atMs < at.getTime()
      ? [clock.deadline.atMs]
      : [],
  );
