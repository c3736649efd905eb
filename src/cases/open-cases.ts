import type { AuditEntry } from '../audit/entry.ts';
import { auditSubject } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import { newId } from '../ids.ts';
import { keeperSeesTo } from '../managed/sees-to.ts';
import type { Finding, RuleUse } from '../policy/policy.ts';
import { quietUntil } from '../register/inventory/running.ts';
import { subjectKey } from '../rules/rule.ts';
import { armTimer } from '../timers/arm.ts';
import { addressee } from './addressee.ts';
import { nextStepAt, patienceFor } from './grace.ts';
import {
  type BrakeRoom,
  type GroupHistory,
  type Hold,
  isBaseline,
  noteBrake,
  takeRoom,
  tellableFromMs,
} from './hold.ts';
import type { Judged } from './judged.ts';
import { stepOnLadder } from './ladder-step.ts';
import { type Stoppable, standingOf, stopsNow } from './stopped.ts';
import { tellCase } from './tell.ts';
import { toPerson } from './to-person.ts';
import { writeFinding } from './write-finding.ts';

/**
 * Opens one case a finding and tells whom the policy says, in this order: base line → level → stop → brake → quiet hours →
 * budget → digest; the first four are decided here. A case that another review opened meanwhile is left as it is.
 */
export async function openCases(
  tx: Tx,
  judged: Judged,
  findings: readonly Finding[],
  history: GroupHistory,
  room: BrakeRoom,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  const stops = findings.length > 0 ? await stopsNow(tx, judged.corp) : [];
  for (const finding of findings) {
    const hold = await holdOf(tx, judged, finding, { history, stops, room });
    const row = await writeCase(tx, judged, finding, hold);
    if (!row) continue;
    entries.push(openedEntry(judged, finding, row.id));
    if (finding.level === 'observe') continue;
    if (hold) entries.push(...(await heldEntries(tx, judged, finding, row.id, hold)));
    else entries.push(...(await tellFirst(tx, judged, finding, row, history)));
  }
  return entries;
}

interface Holding {
  readonly history: GroupHistory;
  readonly stops: readonly Stoppable[];
  readonly room: BrakeRoom;
}

async function holdOf(tx: Tx, judged: Judged, finding: Finding, { history, stops, room }: Holding): Promise<Hold> {
  if (isBaseline(finding, judged.policy, history)) return 'baseline';
  if (finding.tell === 'member' && (await quietUntil(tx, judged.corp, judged.at))) return 'baseline';
  if (finding.level === 'observe') return null;
  if (standingOf(stops, judged, finding) === 'stopped') return 'stopped';
  if ((await keeperSeesTo(tx, judged, finding)) === 'yes') return 'keeper';
  return (await takeRoom(tx, judged, finding.rule, room)) === 'taken' ? null : 'brake';
}

async function writeCase(tx: Tx, judged: Judged, finding: Finding, hold: Hold) {
  const { corp, policy, facts, judgement, at } = judged;
  const id = newId();
  const subject = subjectKey(finding.subject);
  const inserted = await tx.$queryRaw<{ number: bigint }[]>`
    insert into qungui."case" (corp, id, nature, rule, instance, clause, chat_id, subject, "window", state, level, says, detail,
      tell, held, policy_slug, policy_version, input_hash, opened_at)
    values (${corp}, ${id}::uuid, ${finding.nature}, ${finding.rule}, ${finding.instance}, ${finding.clause}, ${facts.group.chatId},
      ${subject}, ${finding.window}, 'open', ${finding.level}, ${finding.says}, ${JSON.stringify(finding.detail)}::jsonb,
      ${finding.tell}, ${hold}, ${policy.slug}, ${policy.version}, ${judgement.inputHash}, ${at})
    on conflict do nothing returning number`;
  const [row] = inserted;
  if (!row) return null;
  await writeFinding(tx, judged, 'found', finding, id);
  return { id, number: row.number };
}

function openedEntry({ keys, policy, facts, judgement }: Judged, finding: Finding, caseId: string): AuditEntry {
  return {
    v: 1,
    kind: 'case-opened',
    caseId,
    chatId: facts.group.chatId,
    policySlug: policy.slug,
    policyVersion: policy.version,
    nature: finding.nature,
    rule: finding.rule,
    instance: finding.instance,
    clause: finding.clause,
    subject: auditSubject(keys, subjectKey(finding.subject)),
    says: finding.says,
    level: finding.level,
    tell: finding.tell,
    inputHash: judgement.inputHash,
  };
}

export async function heldEntries(
  tx: Tx,
  { corp, facts, at }: Judged,
  finding: Finding,
  caseId: string,
  hold: Exclude<Hold, null>,
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [{ v: 1, kind: 'case-held', caseId, chatId: facts.group.chatId, because: hold }];
  if (hold === 'brake' && (await noteBrake(tx, corp, finding.rule, 1, at)) === 'on')
    entries.push({ v: 1, kind: 'brake-on', rule: finding.rule, held: 1 });
  return entries;
}

/** The first word to whoever is nearest, and the end of the grace that begins when he can have heard it. */
export async function tellFirst(
  tx: Tx,
  judged: Judged,
  finding: Finding,
  row: { readonly id: string; readonly number: bigint },
  history: GroupHistory,
): Promise<AuditEntry[]> {
  if ((await stepOnLadder(tx, judged, finding, NEW)) === 'to-person') return toPerson(tx, judged, { ...row, finding });
  const use = useOf(judged, finding.instance);
  const { corp, facts, policy, at } = judged;
  const patience = patienceFor(judged, finding, tellableFromMs(finding, policy, history, at.getTime()));
  const entries = await tellCase(tx, judged, { ...row, finding, use, ...patience }, addressee(finding, facts));
  await tx.case.updateMany({ where: { corp, id: row.id }, data: { graceUntil: patience.dueAt } });
  await armTimer(tx, corp, { kind: 'case-step', subject: row.id, dueAt: nextStepAt(patience), at });
  return entries;
}

/** Nobody has heard of it. */
const NEW = { reminders: 0, graceUntil: null } as const;

export function useOf({ policy }: Pick<Judged, 'policy'>, instance: string): RuleUse {
  const use = policy.uses.find((candidate) => candidate.instance === instance);
  if (!use) throw new TypeError(`the policy uses no rule as ${instance}`);
  return use;
}
