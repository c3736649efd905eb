import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { carriedNow } from '../tracing/trace.ts';
import type { NoticeContent } from './content.ts';
import { sealContent } from './sealed.ts';

export interface NewNotice {
  /** Where it is made of something else; a new one when nothing is said. */
  readonly id?: string;
  /** The account; of a person inside, never of an external contact. */
  readonly to: string;
  readonly content: NoticeContent;
  readonly notBefore: Date;
  readonly at: Date;
}

/** Writes a message into the outbox, in the caller's transaction: with the fact that caused it, or not at all. Answers its id. */
export async function enqueueNotice(
  tx: Tx,
  corp: Corp,
  keys: CorpKeys,
  { id = newId(), to, content, notBefore, at }: NewNotice,
): Promise<string> {
  await tx.notice.create({
    data: {
      corp,
      id,
      toUserid: to.toLowerCase(),
      kind: content.kind,
      content: sealContent(keys, id, content),
      state: 'waiting',
      notBefore,
      createdAt: at,
      trace: carriedNow(),
    },
  });
  await linkCases(tx, corp, id, content);
  return id;
}

/** The same for a message whose lines changed when it was written: it speaks of these cases and no others. */
export async function relinkCases(
  tx: Tx,
  corp: Corp,
  noticeId: string,
  content: Pick<NoticeContent, 'lines'>,
): Promise<void> {
  await tx.noticeCase.deleteMany({
    where: { corp, noticeId, caseId: { notIn: content.lines.map((line) => line.caseId) } },
  });
  await linkCases(tx, corp, noticeId, content);
}

/** Notes which cases a message speaks of. */
async function linkCases(tx: Tx, corp: Corp, noticeId: string, { lines }: Pick<NoticeContent, 'lines'>): Promise<void> {
  await tx.noticeCase.createMany({
    data: [...new Set(lines.map((line) => line.caseId))].map((caseId) => ({ corp, noticeId, caseId })),
    skipDuplicates: true,
  });
}
