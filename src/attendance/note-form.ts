import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { actorAt } from '../directory/holder-at.ts';
import type { Corp } from '../ids.ts';
import { policiesInForce } from '../review/policies.ts';
import type { ApprovalForm } from '../wecom/approval/approval.ts';
import { type Away, replaceAbsences } from './absences.ts';
import { templateAbout } from './form-templates.ts';
import { lookWhereAwaited } from './look-where-awaited.ts';
import { inHalves } from './noon.ts';

interface Noting {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/** Whether a form is about somebody's absence: it holds one, or it did. */
export async function isAboutAbsence(tx: Tx, corp: Corp, form: ApprovalForm, at: Date): Promise<'yes' | 'no'> {
  if (form.away.length > 0) return 'yes';
  if ((await tx.attendanceForm.count({ where: { corp, number: form.number } })) > 0) return 'yes';
  return (await templateAbout(tx, corp, form.templateId, at)) === 'absence' ? 'yes' : 'no';
}

/**
 * Notes when somebody is away, as a form says it now; one that is refused, withdrawn, or revoked says nothing. Read in any order
 * and any number of times it ends the same. Where it changes something, those who wait for him are judged again.
 */
export async function noteAbsence(tx: Tx, { corp, keys, at }: Noting, form: ApprovalForm): Promise<AuditEntry[]> {
  const personId = await actorAt(tx, corp, form.applicant, new Date(form.askedAtMs));
  const person = personId ?? (await actorAt(tx, corp, form.applicant, at));
  await keepForm(tx, corp, form, person === null ? 'no-such-account' : null, at);
  if (person === null) return [];
  const aways = form.state === 'approved' ? await awaysIn(tx, corp, form, person, at) : [];
  const approvedAt = form.decidedAtMs === null ? null : new Date(form.decidedAtMs);
  const changed = await replaceAbsences(tx, corp, { by: 'approval', ref: form.number, approvedAt }, aways, at);
  const all = [...changed.begun, ...changed.ended];
  if (all.length === 0) return [];
  await lookWhereAwaited(tx, corp, [person], new Date(Math.min(...all.map(({ fromMs }) => fromMs))), at);
  const counts = { begun: changed.begun.length, ended: changed.ended.length };
  return [{ v: 1, kind: 'absences-changed', person: pseudonymOf(keys, person), because: 'approval', ...counts }];
}

async function awaysIn(tx: Tx, corp: Corp, form: ApprovalForm, personId: string, at: Date): Promise<readonly Away[]> {
  const [policy] = await policiesInForce(tx, corp, at);
  return form.away.map(({ why, unit, fromMs, untilMs }) => {
    if (unit === 'moments' || !policy) return { personId, why, fromMs, untilMs };
    const hours = { timeZone: policy.manners.timeZone, stretches: policy.manners.workday };
    return { personId, why, fromMs: inHalves(fromMs, hours), untilMs: inHalves(untilMs, hours) };
  });
}

async function keepForm(tx: Tx, corp: Corp, form: ApprovalForm, trouble: string | null, at: Date): Promise<void> {
  const { number, templateId, applicant, state } = form;
  const now = { state, readAt: at, trouble };
  await tx.attendanceForm.upsert({
    where: { corp_number: { corp, number } },
    create: { corp, number, templateId, applicant, askedAt: new Date(form.askedAtMs), ...now },
    update: now,
  });
}
