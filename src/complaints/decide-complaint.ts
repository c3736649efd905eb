import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { PersonId } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { type Came, type Complaining, nothing, SEALED } from './complaining.ts';
import type { Verdict } from './reasons.ts';
import { tellOutcome } from './tell-people.ts';
import { whoLooks } from './who-looks.ts';

/** What fits into the message to the reporter. */
export const MOST_ANSWER = 100;

interface ToDecide {
  readonly id: string;
  /** His account. */
  readonly by: string;
  readonly says: Verdict;
  /** What the reporter is told besides; empty: nothing. */
  readonly answer: string;
}

/**
 * Somebody who may look at a report says what became of it, and the reporter hears it. `over`: somebody has said so before;
 * `not-entitled`: it is no report of his to look at, or none at all. The entries belong into the trail.
 */
export async function decideComplaint(
  tx: Tx,
  complaining: Complaining,
  { id, by, says, answer }: ToDecide,
): Promise<Came<'done' | 'over' | 'not-entitled'>> {
  const { corp, keys, at } = complaining;
  await tx.$queryRaw`select 1 from qungui.complaint where corp = ${corp.slug} and id = ${id}::uuid for update`;
  const row = await tx.complaint.findFirst({ where: { corp: corp.slug, id } });
  if (!row) return nothing('not-entitled');
  const directory = await directoryOf(tx, corp.slug, at.getTime());
  const byId = PersonId.parse(row.byId);
  const { chatId, memberId } = row;
  const text = keys.open(SEALED.text(id), row.text);
  const { who } = await whoLooks(tx, corp.slug, directory, { chatId, memberId, text, byId }, at);
  const decider = directory.byAccount.get(by.toLowerCase());
  if (!decider || !who.includes(decider.id)) return nothing('not-entitled');
  if (row.decidedAt) return nothing('over');
  const told = answer.trim().slice(0, MOST_ANSWER);
  const sealed = told === '' ? null : keys.seal(SEALED.answer(id), told);
  await tx.complaint.updateMany({
    where: { corp: corp.slug, id },
    data: { says, answer: sealed, decidedBy: by.toLowerCase(), decidedAt: at },
  });
  const reporter = directory.persons.get(byId);
  if (reporter?.status === 'active' && reporter.userid !== null)
    await tellOutcome(tx, complaining, { to: reporter.userid, number: row.number, says, answer: told });
  const actor = pseudonymOf(keys, by.toLowerCase());
  return { outcome: 'done', entries: [{ v: 1, kind: 'complaint-decided', complaintId: id, says, by: actor }] };
}
