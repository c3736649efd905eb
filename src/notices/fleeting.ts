import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import { type NoticeKind, noticeContent } from './content.ts';
import { enqueueNotice } from './enqueue.ts';
import type { Waiting } from './pool.ts';
import { noticeMoved } from './state-entry.ts';
import { sayBoth } from './wording/say.ts';
import type { World } from './world.ts';

/** Messages of which nothing stays in the outbox once nobody has to send them any more: what was said in a group, and evidence. */
export const FLEETING: ReadonlySet<NoticeKind> = new Set(['excerpt', 'evidence']);
const KINDS: readonly string[] = [...FLEETING];

/** So long what somebody opened stands on his phone, and no longer may it wait to be sent. */
export const STANDS_MS = 3_600_000;

/** Takes the words out of such messages when they were sent, or never will be. Others stay as they are. */
export async function forget(tx: Tx, corp: Corp, noticeId: string): Promise<void> {
  await tx.notice.updateMany({
    where: {
      corp,
      id: noticeId,
      kind: { in: [...KINDS] },
      state: { in: ['sent', 'failed', 'unknown', 'recalled'] },
    },
    data: { content: '', body: null },
  });
}

/** What was said in a group is taken back from the phone when its hour is over. */
export async function takeBackLater(tx: Tx, { corp, at }: Pick<World, 'corp' | 'at'>, noticeId: string): Promise<void> {
  const sent = await tx.notice.findFirst({ where: { corp, id: noticeId, kind: 'excerpt' }, select: { id: true } });
  if (!sent) return;
  const dueAt = new Date(at.getTime() + STANDS_MS);
  await armTimer(tx, corp, { kind: 'take-back', subject: noticeId, dueAt, at });
}

/** Takes out what could not be sent within its hour; who wanted it is told, and may ask again. */
export async function dropLate(tx: Tx, { corp, keys, at }: World, to: string, rows: readonly Waiting[]) {
  const live: Waiting[] = [];
  const entries: AuditEntry[] = [];
  for (const row of rows) {
    const { createdAt } = await tx.notice.findFirstOrThrow({
      where: { corp, id: row.id },
      select: { createdAt: true },
    });
    if (at.getTime() - createdAt.getTime() < STANDS_MS) {
      live.push(row);
      continue;
    }
    await tx.notice.updateMany({ where: { corp, id: row.id }, data: { state: 'recalled' } });
    await forget(tx, corp, row.id);
    entries.push(noticeMoved(row.id, 'waiting', 'recalled', 'late'));
    const content = noticeContent('heard', 'zh', [], { notes: [sayBoth('excerptLate', {})] });
    await enqueueNotice(tx, corp, keys, { to, content, notBefore: at, at });
  }
  return { live, entries };
}
