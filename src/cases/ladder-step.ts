import type { Tx } from '../db/client.ts';
import { categoryOf, ownStrikes } from '../decisions/strikes.ts';
import type { Finding } from '../policy/policy.ts';
import { nextStep, type Step, severityOf } from '../sanctions/ladder.ts';
import { subjectPerson } from './addressee.ts';
import type { Judged } from './judged.ts';

/** What has been told of a case so far. */
interface Told {
  readonly reminders: number;
  readonly graceUntil: Date | null;
}

/** How often whoever looks after a group hears of a task before a person of the supervising office takes it. */
const TASK_REMINDERS = 2;

/**
 * The next step of a case whose grace is over. About a member the policy's ladder says it, by how grave the category is and by the strikes
 * that he has of it; a task is nobody's fault, and is brought twice.
 */
export async function stepOnLadder(
  tx: Tx,
  { corp, policy, facts, at }: Judged,
  finding: Finding,
  { reminders, graceUntil }: Told,
): Promise<Step['step']> {
  const person = finding.nature === 'breach' ? subjectPerson(finding.subject, facts) : undefined;
  if (!person || finding.tell !== 'member') return reminders < TASK_REMINDERS ? 'remind-again' : 'to-person';
  const { ladder, manners } = policy;
  const category = categoryOf(finding.rule);
  const severity = severityOf(ladder, category);
  const fewest = Math.min(...ladder.rungs.filter((rung) => rung.severity === severity).map((rung) => rung.reminders));
  if (reminders < fewest) return reminders === 0 ? 'remind' : 'remind-again';
  const { timeZone } = manners;
  const strikes = await ownStrikes(tx, corp, { personId: person.id, timeZone, at });
  const untilMs = Math.min(graceUntil?.getTime() ?? 0, at.getTime());
  const told = Array.from({ length: reminders }, () => ({ atMs: untilMs, untilMs }));
  const matter = {
    person: person.id,
    category: categoryOf(finding.rule),
    told,
    reached: 'yes',
    state: 'open',
  } as const;
  return nextStep(ladder, matter, strikes, at.getTime()).step;
}
