import { isAboutAbsence, noteAbsence } from '../../attendance/note-form.ts';
import { appendAudit } from '../../audit/append.ts';
import type { AuditEntry } from '../../audit/entry.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { CorpConfig } from '../../config.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import { permitOf, type Registration, type Writing, writeRegistration } from '../../groups/register.ts';
import { type Corp, newId } from '../../ids.ts';
import { madeWhenApproved, tellNotMade, wishApproved } from '../../managed/make-approved.ts';
import { timerFired } from '../../timers/claim.ts';
import type { ApprovalForm } from '../../wecom/approval/approval.ts';
import { dayOf } from '../../work-time/local-days.ts';
import { declareGroup } from '../declare.ts';
import { loadKnown } from '../known.ts';
import { isOwnId } from '../own-id.ts';
import { registrationIn } from '../said.ts';
import type { Known } from '../take-lines.ts';
import { type AskedGroup, asked, groupsIn } from './asked.ts';
import { lostRow } from './lost-row.ts';
import { permitBy } from './permit.ts';

type FormDeps = Pick<Deps, 'db' | 'keys' | 'wecom' | 'config' | 'bell'>;

/**
 * Reads a form as WeCom has it now and notes what became of it: approved, its groups are registered with it as their approval,
 * or who handed it in is away.
 * Read twice it changes nothing more. Ends its timer.
 */
export async function readForm(deps: FormDeps, corp: Corp, number: string, timerId: string): Promise<void> {
  const place = deps.config.corps.get(corp);
  if (!place) return;
  const form = await deps.wecom.of(corp).approval.form(number);
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(
    corp,
    async (tx) => {
      const at = await nowIn(tx);
      if ((await timerFired(tx, corp, timerId, at)) === 'gone') return;
      const writing: Writing = { corp, keys, at, by: form.agreedBy.at(-1) ?? form.applicant };
      const entries =
        (await isAboutAbsence(tx, corp, form, at)) === 'yes'
          ? noteAbsence(tx, writing, form)
          : noteForm(tx, writing, place, form);
      await appendAudit(tx, corp, keys, at, await entries);
    },
    { timeoutMs: 60_000 },
  );
  await deps.bell.ring('timers', corp);
}

async function noteForm(tx: Tx, writing: Writing, place: CorpConfig, form: ApprovalForm): Promise<AuditEntry[]> {
  const { corp, keys } = writing;
  const row =
    (await tx.approvalRequest.findFirst({ where: { corp, number: form.number } })) ?? (await lostRow(tx, corp, form));
  if (row && row.state === form.state) return [];
  const known = await loadKnown(tx, place);
  const wanted = row ? asked(row.groups) : groupsIn(form, known);
  const id = row?.id ?? newId();
  const decidedAt = form.decidedAtMs === null ? null : new Date(form.decidedAtMs);
  const trouble = wanted.wrong.length > 0 ? wanted.wrong.join('；').slice(0, 500) : null;
  const data = { number: form.number, state: form.state, decidedAt, groups: wanted.groups as object[], trouble };
  if (row) await tx.approvalRequest.updateMany({ where: { corp, id }, data });
  else {
    const born = { startedBy: 'person', applicant: form.applicant, askedAt: new Date(form.askedAtMs) };
    await tx.approvalRequest.create({
      data: { corp, id, templateId: form.templateId, ...born, ...data },
    });
  }
  const moved: AuditEntry = {
    v: 1,
    kind: 'approval-moved',
    approvalId: id,
    from: row?.state ?? null,
    to: form.state,
    groups: wanted.groups.length,
    by: form.state === 'asked' ? null : pseudonymOf(keys, writing.by),
  };
  if (form.state !== 'approved') return [moved];
  return [moved, ...(await registerAll(tx, writing, place, form, wanted.groups, known))];
}

async function registerAll(
  tx: Tx,
  writing: Writing,
  { timeZone }: CorpConfig,
  form: ApprovalForm,
  groups: readonly AskedGroup[],
  known: Known,
): Promise<AuditEntry[]> {
  const { corp, at, keys, by } = writing;
  const today = dayOf(form.decidedAtMs ?? at.getTime(), timeZone);
  const appointed: AuditEntry[] = [];
  const lines: Extract<AuditEntry, { kind: 'register-confirmed' }>['lines'] = [];
  for (const group of groups) {
    const said = { ...group.said, approval: permitBy(form, group.said.approval, known, today) };
    const chatId = await declareGroup(tx, writing, { ...group, said });
    const registration = registrationIn(said, { chatId, reach: group.reach }, { timeZone, today, appointed: [] });
    if (!registration) continue;
    appointed.push(...(await writeRegistration(tx, writing, registration)));
    appointed.push(...(await haveItMade(tx, writing, { ...group, chatId, registration }, known)));
    const { kind: groupKind, ownerDepartment } = registration;
    lines.push({ chatId, groupKind, ownerDepartment, permit: permitOf(registration), confidence: 'answered' });
    await tx.inventoryLine.updateMany({
      where: { corp, chatId, state: { in: ['proposed', 'answered'] } },
      data: { state: 'registered', settledAt: at },
    });
  }
  if (lines.length === 0) return appointed;
  return [{ v: 1, kind: 'register-confirmed', because: 'approval', lines, by: pseudonymOf(keys, by) }, ...appointed];
}

/** A group that is not there yet, of a kind that the service makes: it is asked for, or HR hears why it cannot be made. */
async function haveItMade(
  tx: Tx,
  writing: Writing,
  { chatId, name, owner, reach, registration }: AskedGroup & { readonly chatId: string; registration: Registration },
  { kinds }: Known,
): Promise<AuditEntry[]> {
  const kind = kinds.find(({ id }) => id === registration.kind);
  if (!kind || !madeWhenApproved(kind) || reach !== 'managed' || !isOwnId(chatId)) return [];
  const { chatId: _own, reach: _reach, ...line } = registration;
  const outcome = await wishApproved(tx, writing, { name, owner: owner || null, registration: line, replaces: chatId });
  return typeof outcome === 'string' ? [] : tellNotMade(tx, writing, chatId, outcome);
}
