import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Finding } from '../policy/policy.ts';
import { armTimer } from '../timers/arm.ts';
import { addressee } from './addressee.ts';
import { nextStepAt, patienceFor } from './grace.ts';
import type { Judged } from './judged.ts';
import { stepOnLadder } from './ladder-step.ts';
import { useOf } from './open-cases.ts';
import { standingOf, stopsNow } from './stopped.ts';
import { tellCase } from './tell.ts';
import { toPerson } from './to-person.ts';

/** Questions to who said something: he need not answer, and nobody hears of it. */
const ASKED_ONCE: ReadonlySet<string> = new Set(['is-it-a-task', 'which-one']);

/**
 * The grace of a case is over and the fault is still there: one more reminder, or the case goes to a person (提醒 → 再次提醒 → 转人工), as the policy's ladder says. Somebody said
 * the reminder was wrong, or HR decided: then nobody is reminded again. While it is stopped nothing is done; the sweep comes back.
 */
export async function stepCase(tx: Tx, judged: Judged, caseId: string, finding: Finding): Promise<AuditEntry[]> {
  const { corp, facts, at } = judged;
  const row = await tx.case.findFirst({ where: { corp, id: caseId, closedAt: null } });
  if (!row || row.held || row.state === 'decided' || row.state === 'escalated') return [];
  if (standingOf(await stopsNow(tx, corp), judged, finding) === 'stopped') return [];
  if (ASKED_ONCE.has(finding.says)) return [];
  if (finding.nature === 'question' || (await stepOnLadder(tx, judged, finding, row)) === 'to-person')
    return toPerson(tx, judged, { ...row, finding });
  const patience = patienceFor(judged, finding);
  const told = { id: caseId, number: row.number, finding, use: useOf(judged, finding.instance), ...patience };
  const entries = await tellCase(tx, judged, told, addressee(finding, facts));
  await tx.case.updateMany({ where: { corp, id: caseId }, data: { graceUntil: patience.dueAt } });
  await armTimer(tx, corp, { kind: 'case-step', subject: caseId, dueAt: nextStepAt(patience), at });
  return entries;
}
