import type { Tx } from '../db/client.ts';
import type { Manners } from '../policy/manners.ts';
import type { Deciding } from './deciding.ts';
import { openQuestion } from './questions.ts';
import { STATEMENT_DAYS, workingDaysAfter } from './working-days.ts';

/** What became of the question that is put to the one it is about now. `over`: he let his time pass. */
export type Heard = 'not-asked' | 'waits' | 'given' | 'over';

/** Whether he was heard: he said something at any time, or his time is over since he was asked. What was withdrawn asks nothing. */
export async function heardOf(tx: Tx, { corp, at }: Deciding, caseId: string, manners: Manners): Promise<Heard> {
  if ((await tx.statement.count({ where: { corp, caseId, givenAt: { not: null } } })) > 0) return 'given';
  const question = await openQuestion(tx, corp, caseId);
  if (!question) return 'not-asked';
  const until = await endsAt(tx, corp, question.noticeId, question.dueAt, manners);
  return until !== null && until <= at ? 'over' : 'waits';
}

/** When his time is over: three working days from when the message that asked him went; null while it has not. */
async function endsAt(
  tx: Tx,
  corp: Deciding['corp'],
  noticeId: string | null,
  dueAt: Date | null,
  manners: Manners,
): Promise<Date | null> {
  if (noticeId === null) return dueAt;
  const notice = await tx.notice.findFirst({
    where: { corp, id: noticeId },
    select: { sentAt: true, mergedInto: true },
  });
  if (notice?.mergedInto) return endsAt(tx, corp, notice.mergedInto, dueAt, manners);
  if (!notice?.sentAt) return null;
  const until = workingDaysAfter(notice.sentAt.getTime(), STATEMENT_DAYS, manners);
  return dueAt && dueAt > until ? dueAt : until;
}
