import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { Finding } from '../policy/policy.ts';
import { armTimer } from '../timers/arm.ts';
import { addressee } from './addressee.ts';
import { nextStepAt, patienceFor } from './grace.ts';
import type { Judged } from './judged.ts';
import { useOf } from './open-cases.ts';
import { standingOf, stopsNow } from './stopped.ts';
import { tellCase } from './tell.ts';

/** How often the nearest person hears of a matter before a person of the supervising office takes it: 提醒 → 再次提醒 → 转人工. */
const REMINDERS = 2;
/** Questions to who said something: he need not answer, and nobody hears of it. */
const ASKED_ONCE: ReadonlySet<string> = new Set(['is-it-a-task', 'which-one']);

/**
 * The grace of a case is over and the fault is still there: one more reminder, or the case goes to a person. Somebody said
 * the reminder was wrong, or HR decided: then nobody is reminded again. While it is stopped nothing is done; the sweep comes back.
 */
export async function stepCase(tx: Tx, judged: Judged, caseId: string, finding: Finding): Promise<AuditEntry[]> {
  const { corp, facts, at } = judged;
  const row = await tx.case.findFirst({ where: { corp, id: caseId, closedAt: null } });
  if (!row || row.held || row.state === 'decided' || row.state === 'escalated') return [];
  if (standingOf(await stopsNow(tx, corp), judged, finding) === 'stopped') return [];
  if (ASKED_ONCE.has(finding.says)) return [];
  if (row.reminders >= REMINDERS || finding.nature === 'question') {
    await tx.case.updateMany({ where: { corp, id: caseId }, data: { state: 'escalated' } });
    return [{ v: 1, kind: 'case-escalated', caseId, chatId: facts.group.chatId, to: 'supervising' }];
  }
  const patience = patienceFor(judged, finding);
  const told = { id: caseId, number: row.number, finding, use: useOf(judged, finding.instance), ...patience };
  const entries = await tellCase(tx, judged, told, addressee(finding, facts));
  await tx.case.updateMany({ where: { corp, id: caseId }, data: { graceUntil: patience.dueAt } });
  await armTimer(tx, corp, { kind: 'case-step', subject: caseId, dueAt: nextStepAt(patience), at });
  return entries;
}
