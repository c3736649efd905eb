import type { AuditEntry } from '../audit/entry.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { dissolveGroup } from '../groups/apply-events.ts';
import { loadFacts } from '../groups/load-facts.ts';
import { reachOf, setReach } from '../groups/reach.ts';
import type { Corp } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { policiesInForce, policyFor } from '../review/policies.ts';
import type { Detail } from '../rules/rule.ts';
import { armTimer } from '../timers/arm.ts';
import { dayEnds } from '../work-time/local-days.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import { closeMatters, openMatter } from './matters.ts';

interface Asking {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/** Why a group is to end: the service made its successor, nobody uses it, or it lies outside WeCom. */
const ENDINGS = ['managed/predecessor', 'managed/unused', 'managed/outside'] as const;

/** Asks who looks after the hand-made group to close it, now that the new one is there. */
export const askForClosing = (tx: Tx, asking: Asking, chatId: string, newName: string): Promise<AuditEntry[]> =>
  askToEnd(tx, asking, chatId, { name: 'managed/predecessor', says: 'replaced', detail: { group: newName } });

/** The same of a group that is not used any more, up to the end of a day; then HR hears of it. */
export const askToClose = (tx: Tx, asking: Asking, chatId: string, by: Deadline): Promise<AuditEntry[]> =>
  askToEnd(tx, asking, chatId, { name: 'managed/unused', says: 'to-close', detail: detailOf(by) });

/** The same of a group outside WeCom that is to be moved in. */
export const askToMove = (tx: Tx, asking: Asking, chatId: string, by: Deadline): Promise<AuditEntry[]> =>
  askToEnd(tx, asking, chatId, { name: 'managed/outside', says: 'to-move', detail: detailOf(by) });

interface Deadline {
  /** The last day. */
  readonly date: LocalDate;
  readonly timeZone: string;
}

const detailOf = ({ date, timeZone }: Deadline): Detail => ({ date, dueAt: dayEnds(date, timeZone).toISOString() });

interface Ending {
  readonly name: (typeof ENDINGS)[number];
  readonly says: string;
  readonly detail: Detail;
}

/** One reason at a time: the newer takes the place of the older. */
async function askToEnd(
  tx: Tx,
  { corp, keys, at }: Asking,
  chatId: string,
  { name, says, detail }: Ending,
): Promise<AuditEntry[]> {
  const facts = await loadFacts(tx, corp, chatId, await directoryOf(tx, corp, at.getTime()), at);
  const policy = policyFor(await policiesInForce(tx, corp, at), facts?.registered?.kind ?? null);
  const kind = policy?.kinds.get(facts?.registered?.kind ?? '') ?? [...(policy?.kinds.values() ?? [])][0];
  if (!facts || !policy || !kind) return [];
  const older = ENDINGS.filter((one) => one !== name);
  const ended = await closeMatters(tx, { corp, at }, chatId, older, new Set());
  const opened = await openMatter(
    tx,
    { corp, keys, policy, kind, facts, at },
    { name, says, subject: 'group', nature: 'task', detail, tell: 'admin' },
  );
  if (detail.dueAt)
    await armTimer(tx, corp, { kind: 'keep-group', subject: chatId, dueAt: new Date(detail.dueAt), at });
  return [...ended, ...opened];
}

/**
 * Closes the task when the group is gone. Of a group that no API shows, its keeper's word counts: it is then held for
 * dissolved, and said so. What is not done by its day is HR's.
 */
export async function settleEnding(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<AuditEntry[]> {
  const open = await tx.case.findFirst({ where: { corp, chatId, instance: { in: [...ENDINGS] }, closedAt: null } });
  if (!open) return [];
  const group = await tx.chatGroup.findUnique({ where: { corp_chatId: { corp, chatId } } });
  const declared = await tx.decision.findFirst({ where: { corp, caseId: open.id, action: 'done' } });
  const { reach } = await reachOf(tx, corp, chatId, 'now');
  const seen = reach === 'customer' || reach === 'managed';
  if (!group?.dissolvedAt && (seen || !declared)) return waitOn(tx, corp, open, at);
  if (!group?.dissolvedAt) {
    await dissolveGroup(tx, corp, chatId, at);
    await setReach(tx, corp, chatId, { reach, evidence: 'declared dissolved by who looks after it' }, at);
  }
  return closeMatters(tx, { corp, at }, chatId, ENDINGS, new Set());
}

interface Waiting {
  readonly id: string;
  readonly chatId: string;
  readonly state: string;
  readonly detail: unknown;
}

async function waitOn(tx: Tx, corp: Corp, { id, chatId, state, detail }: Waiting, at: Date): Promise<AuditEntry[]> {
  const { dueAt } = detail as Detail;
  if (dueAt === undefined || state === 'escalated') return [];
  if (at < new Date(dueAt)) {
    await armTimer(tx, corp, { kind: 'keep-group', subject: chatId, dueAt: new Date(dueAt), at });
    return [];
  }
  await tx.case.updateMany({ where: { corp, id }, data: { state: 'escalated' } });
  return [{ v: 1, kind: 'case-escalated', caseId: id, chatId, to: 'hr' }];
}

/** Groups outside WeCom that somebody has been asked to move in, and since when. */
export const askedToMove = (tx: Tx, corp: Corp): Promise<{ readonly chatId: string; readonly openedAt: Date }[]> =>
  tx.case.findMany({
    where: { corp, instance: 'managed/outside', closedAt: null },
    select: { chatId: true, openedAt: true },
  });

/** A group is there under another id: a task to close it goes along, and one to move it into WeCom or to make it is done. */
export async function followGroup(tx: Tx, corp: Corp, from: string, to: string, at: Date): Promise<AuditEntry[]> {
  const moved = await closeMatters(tx, { corp, at }, from, ['managed/outside', 'managed/not-made'], new Set());
  const going = { corp, chatId: from, instance: { in: [...ENDINGS] }, closedAt: null };
  const { count } = await tx.case.updateMany({ where: going, data: { chatId: to } });
  if (count > 0) await armTimer(tx, corp, { kind: 'keep-group', subject: to, dueAt: at, at });
  return moved;
}
