import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { type Corp, newId } from '../ids.ts';
import { armTimer } from '../timers/arm.ts';
import { type Deciding, openWords, sealWords } from './deciding.ts';
import type { Held } from './hold-matter.ts';
import { recallUnsent } from './recall-unsent.ts';
import { tellHearing } from './tell-people.ts';
import { STATEMENT_DAYS, workingDaysAfter } from './working-days.ts';

/**
 * True of the row `s` of qungui.statement that is waited for: asked and not answered, while what it was asked for was neither withdrawn
 * nor decided since. A withdrawal that is undone puts the question again.
 */
export const QUESTION_WAITS = Prisma.sql`(s.asked_at is not null and s.given_at is null and not exists (
  select from qungui.decision d where d.corp = s.corp and d.case_id = s.case_id and d.at >= s.asked_at
    and (d.action in ('confirmed', 'waived') or d.action = 'withdrawn' and d.proposal_id = s.proposal_id)
    and not exists (select from qungui.decision u where u.corp = d.corp and u.undoes = d.id and u.action = 'undone')))`;

/** What the one it is about is asked now. */
export interface OpenQuestion {
  readonly id: string;
  /** Null: somebody wanted to know, and proposed nothing. */
  readonly proposalId: string | null;
  readonly askedBy: string;
  /** Sealed. */
  readonly question: string | null;
  readonly noticeId: string | null;
  readonly dueAt: Date | null;
}

/** The one question of a case that is waited for; null: there is none. */
export async function openQuestion(tx: Tx, corp: Corp, caseId: string): Promise<OpenQuestion | null> {
  const rows = await tx.$queryRaw<OpenQuestion[]>`
    select s.id::text, s.proposal_id::text as "proposalId", s.asked_by as "askedBy", s.question, s.notice_id::text as "noticeId", s.due_at as "dueAt"
    from qungui.statement s where s.corp = ${corp} and s.case_id = ${caseId}::uuid and ${QUESTION_WAITS}
    order by s.asked_at, s.id limit 1`;
  return rows[0] ?? null;
}

interface Putting {
  readonly by: string;
  readonly question: string | null;
  readonly proposalId: string | null;
}

/** Puts the question, in the row and by a message. The entries belong into the trail. */
export async function writeQuestion(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  { by, question, proposalId }: Putting,
): Promise<{ readonly dueAt: Date; readonly entries: readonly AuditEntry[] }> {
  const { corp, keys, at } = deciding;
  const { id: caseId, chatId } = held.matter;
  const id = newId();
  const { noticeId, dueAt } = await ask(tx, deciding, held, { by, question });
  await tx.statement.create({
    data: {
      ...{ corp, id, caseId, proposalId, askedBy: by.toLowerCase(), askedAt: at, noticeId, dueAt },
      question: sealWords(deciding, 'statement', 'question', id, question),
    },
  });
  const why = proposalId === null ? 'question' : 'proposal';
  const asked = { statementId: id, why, dueAt: dueAt.toISOString(), by: pseudonymOf(keys, by) } as const;
  return { dueAt, entries: [{ v: 1, kind: 'statement-asked', caseId, chatId, ...asked }] };
}

/** By a message, from which on his time runs. */
async function ask(tx: Tx, deciding: Deciding, held: Held, of: Pick<Putting, 'by' | 'question'>) {
  const { corp, at } = deciding;
  const dueAt = workingDaysAfter(at.getTime(), STATEMENT_DAYS, held.policy.manners);
  const noticeId = await tellHearing(tx, deciding, held, of);
  await armTimer(tx, corp, { kind: 'decision-step', subject: held.matter.id, dueAt, at });
  return { noticeId, dueAt };
}

/** What was asked is waited for no longer: a message that has not gone does not go. The entries belong into the trail. */
export const closeQuestion = async (
  tx: Tx,
  deciding: Deciding,
  { matter }: Held,
  { id }: OpenQuestion,
): Promise<AuditEntry[]> => [moved(matter, id, 'closed'), ...(await recallUnsent(tx, deciding, matter.id, 'hearing'))];

/** What closed it was undone: he is asked as before, by another message where the first did not go. The entries belong into the trail. */
export async function reopenQuestion(
  tx: Tx,
  deciding: Deciding,
  held: Held,
  { id, askedBy, question, noticeId }: OpenQuestion,
): Promise<AuditEntry[]> {
  const { corp } = deciding;
  if (noticeId !== null && (await tx.notice.count({ where: { corp, id: noticeId, state: 'recalled' } })) > 0) {
    const words = openWords(deciding, 'statement', 'question', id, question);
    const data = await ask(tx, deciding, held, { by: askedBy, question: words });
    await tx.statement.updateMany({ where: { corp, id }, data });
  }
  return [moved(held.matter, id, 'open')];
}

const moved = ({ id: caseId, chatId }: Held['matter'], statementId: string, to: 'closed' | 'open'): AuditEntry => ({
  v: 1,
  kind: 'question-moved',
  caseId,
  chatId,
  statementId,
  to,
});
