import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { changeCases } from '../cases/change-cases.ts';
import { type ClosedBecause, closeCases } from '../cases/close-cases.ts';
import { correctHearers } from '../cases/correct-hearers.ts';
import type { BrakeRoom, GroupHistory } from '../cases/hold.ts';
import { type Judged, judgedBy } from '../cases/judged.ts';
import { openCases } from '../cases/open-cases.ts';
import { type OpenCase, type Settlement, settle } from '../cases/settle.ts';
import { tellLate } from '../cases/tell-late.ts';
import type { Tx } from '../db/client.ts';
import { recordObligations, type Waited } from '../responses/record-obligations.ts';
import { isJudgedWindow } from '../rules/response/outcomes.ts';
import { boundBySignOff } from '../sign-off/bound-level.ts';
import { asFarAsRead } from '../timers/gaps.ts';
import { asHrDecided } from './hr-was-asked.ts';
import { falseAlarmsIn } from './marked-wrong.ts';
import { openCasesOf } from './open-cases-of.ts';
import { inForceSinceMs } from './policies.ts';
import { whyClosed } from './why-closed.ts';
import { lookedBefore, writeCoverage } from './write-coverage.ts';

export interface Recorded {
  readonly opened: number;
  readonly changed: number;
  readonly closed: number;
}

/** What a review says in the trail, for whoever appends it. */
export interface Written extends Recorded {
  readonly entries: readonly AuditEntry[];
}

/**
 * Makes a review true in the caller's transaction: cases opened, changed and closed, timers, notices in the outbox, coverage,
 * and the audit entries with their chain, which come last because they queue behind every other appender of the corp.
 */
export async function recordReview(tx: Tx, review: Judged, stepped: readonly AuditEntry[] = []): Promise<Recorded> {
  const { entries, ...recorded } = await writeReview(tx, review, stepped);
  await appendAudit(tx, review.corp, review.keys, review.at, entries);
  return recorded;
}

/** The same without the chain: the entries are answered, to be appended by the caller as the last thing of his transaction. */
export async function writeReview(tx: Tx, review: Judged, stepped: readonly AuditEntry[] = []): Promise<Written> {
  const { corp, facts, judgement, at } = review;
  const chatId = facts.group.chatId;
  const history: GroupHistory = {
    lookedBefore: await lookedBefore(tx, corp, chatId, at),
    createdAtMs: facts.group.createdAtMs,
    inForceSinceMs: await inForceSinceMs(tx, corp, review.policy.slug),
  };
  const room: BrakeRoom = new Map();
  const open = (await openCasesIn(tx, review)).filter((one) => wasJudged(review, one));
  const settled = settle(open, judgement.findings, judgement.coverage, review.policy.slug);
  const waited = await recordObligations(tx, review);
  const ended = falseAlarmsIn(review, await whyClosed(tx, review, settled.closed)).map((one) =>
    takenBackIn(waited, one),
  );
  const closed = [...(await asHrDecided(tx, corp, ended)), ...unprovenIn(waited, open, settled)];
  const isOwn = ({ open }: (typeof closed)[number]) => open.policySlug === review.policy.slug;
  const entries: AuditEntry[] = [
    ...stepped,
    ...waited.entries,
    // One fault is one open case: that of another policy ends before this policy's begins.
    ...(await close(
      tx,
      review,
      closed.filter((one) => !isOwn(one)),
    )),
    ...(await openCases(tx, review, await boundBySignOff(tx, review, settled.opened), history, room)),
    ...(await changeCases(tx, review, settled.changed)),
    ...(await tellLate(tx, review, [...settled.changed, ...settled.unchanged], history, room)),
    ...(await close(tx, review, closed.filter(isOwn))),
    ...(await coverageEntries(tx, review)),
  ];
  await correctHearers(
    tx,
    review,
    closed.flatMap(({ open, because }) => (because === 'taken-back' ? [open.id] : [])),
  );
  return { opened: settled.opened.length, changed: settled.changed.length, closed: settled.closed.length, entries };
}

interface Closed {
  readonly open: OpenCase;
  readonly because: ClosedBecause;
}

/** What people put right is not what never was: a miss that turned out to be none. */
const takenBackIn = ({ withdrawn }: Waited, one: Closed): Closed =>
  one.because === 'fixed' && withdrawn.has(one.open.window) ? { ...one, because: 'taken-back' } : one;

/** A miss of which it is found later that nobody can say it: what cannot be seen closes nothing else. */
function unprovenIn({ withdrawn }: Waited, open: readonly OpenCase[], settled: Settlement<OpenCase>): Closed[] {
  const goOn = new Set([...settled.closed, ...settled.changed, ...settled.unchanged].map((one) => one.open.id));
  return open.flatMap((one) =>
    withdrawn.has(one.window) && !goOn.has(one.id) ? [{ open: one, because: 'taken-back' }] : [],
  );
}

/** Of a talk of which only a part was read, what is older and settled stays as it is. */
function wasJudged({ only, policy, facts }: Judged, { instance, window }: OpenCase): boolean {
  if (only && !only.has(instance)) return false;
  const talk = facts.records?.talk;
  const asks = policy.uses.find((use) => use.instance === instance)?.rule.asks ?? [];
  if (!talk?.part || !asks.includes('talk') || asks.includes('hits')) return true;
  return isJudgedWindow(window, talk);
}

const openCasesIn = async (tx: Tx, { corp, facts: { group } }: Judged): Promise<readonly OpenCase[]> =>
  (await openCasesOf(tx, corp, [group.chatId])).get(group.chatId) ?? [];

const close = (tx: Tx, review: Judged, closed: readonly Closed[]): Promise<AuditEntry[]> =>
  closeCases(
    tx,
    { corp: review.corp, at: review.at, judged: judgedBy(review) },
    closed.map(({ open, because }) => ({ id: open.id, because })),
  );

async function coverageEntries(tx: Tx, { corp, policy, facts, judgement, at, only }: Judged): Promise<AuditEntry[]> {
  const seen = await asFarAsRead(tx, corp, facts.group.chatId, judgement.coverage);
  const changed = await writeCoverage(tx, corp, facts.group.chatId, policy, seen, at, only);
  return changed.map(({ line, from }) => ({
    v: 1,
    kind: 'coverage-changed',
    chatId: facts.group.chatId,
    rule: line.instance,
    from,
    to: line.verdict,
    because: line.reason,
    policyVersion: policy.version,
  }));
}
