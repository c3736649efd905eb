import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { closeCases } from '../cases/close-cases.ts';
import { stepCase } from '../cases/escalate.ts';
import type { Judged } from '../cases/judged.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Reach } from '../events/group.ts';
import { dissolveGroup } from '../groups/apply-events.ts';
import { holdGroup } from '../groups/hold-group.ts';
import { loadFacts } from '../groups/load-facts.ts';
import { withRecordsOf } from '../groups/load-records.ts';
import { lookBeside, lookBesideGone } from '../groups/look-beside.ts';
import { HEARD_IN_ARCHIVE, type Reached, reachOf, SHOWN_BY_ARCHIVE, setReach } from '../groups/reach.ts';
import { writeSnapshot } from '../groups/write-snapshot.ts';
import type { Corp } from '../ids.ts';
import { keepGroupSoon } from '../managed/keep-all.ts';
import { proposeHandOver } from '../managed/propose-hand-over.ts';
import { meetNames } from '../messages/meet-names.ts';
import { judgeGroup } from '../policy/judge.ts';
import { endUnawaited } from '../responses/end-unawaited.ts';
import { subjectKey } from '../rules/rule.ts';
import { armTimer } from '../timers/arm.ts';
import { timerFired } from '../timers/claim.ts';
import { askForUnknown } from './ask-for-unknown.ts';
import { directoryOf } from './directory-now.ts';
import { type Fetched, fetchGroup } from './fetch-group.ts';
import { policiesInForce, policyFor } from './policies.ts';
import { recordReview } from './record-review.ts';

/** Why a group is looked at: the timer that is fired by this look, and the case whose grace is over, if it is that. */
export interface Cause {
  readonly timerId: string | null;
  readonly caseId: string | null;
}

export type Reviewed = 'reviewed' | 'overtaken' | 'gone' | 'already' | 'unknown-group';

/** A look that an event overtook is taken again so much later. */
const AGAIN_AFTER_MS = 10_000;

/**
 * Fetches a group, compares it with what is known, judges it and records everything in one transaction, together with the
 * firing of its timer. Steps 3 to 5 of the walk; callbacks, timers, presses and the nightly sync all end here.
 */
export async function reviewGroup(
  deps: Pick<Deps, 'db' | 'keys' | 'wecom' | 'metrics' | 'log'>,
  corp: Corp,
  chatId: string,
  cause: Cause,
): Promise<Reviewed> {
  const known = await deps.db.withCorp(corp, (tx) => whatIsKnown(tx, corp, chatId));
  if (!known) return endTimer(deps, corp, cause);
  const fetched: Fetched = known.dissolvedAt
    ? 'gone'
    : await fetchGroup(deps.wecom.of(corp), chatId, reachToAsk(known));
  const keys = await deps.keys.of(corp);
  const reviewed = await deps.db.withCorp(
    corp,
    async (tx) => {
      await holdGroup(tx, corp, chatId);
      const at = await nowIn(tx);
      if (cause.timerId && (await timerFired(tx, corp, cause.timerId, at)) === 'gone') return 'already';
      if (fetched === 'gone') return buryGroup(tx, { corp, keys, chatId, at });
      if (fetched === 'unreadable') await setReach(tx, corp, chatId, UNREADABLE, at);
      else if (fetched === 'no-api') await hiddenAgain(tx, corp, chatId, known, at);
      else {
        const written = await writeSnapshot(tx, corp, chatId, fetched, known, at);
        if (written === 'overtaken') return lookAgain(tx, corp, chatId, at, cause);
      }
      await meetNames(tx, corp, keys, { chatIds: [chatId] }, at);
      return judgeAndRecord(tx, { deps, corp, keys, chatId, at, caseId: cause.caseId });
    },
    { timeoutMs: 60_000 },
  );
  deps.metrics.reviews.inc({ corp });
  return reviewed;
}

const UNREADABLE = { reach: 'unknown', evidence: 'WeCom does not let this app read it' } as const;

/** What the archive showed and shows no more is what people say of it, as for any internal group. */
async function hiddenAgain(tx: Tx, corp: Corp, chatId: string, { evidence }: Known, at: Date): Promise<void> {
  if (evidence !== SHOWN_BY_ARCHIVE) return;
  await setReach(tx, corp, chatId, { reach: 'internal', evidence: HEARD_IN_ARCHIVE }, at);
}

interface Known extends Reached {
  readonly createdAt: Date | null;
  readonly verifiedAt: Date | null;
}

async function whatIsKnown(tx: Tx, corp: Corp, chatId: string) {
  const row = await tx.chatGroup.findUnique({ where: { corp_chatId: { corp, chatId } } });
  return row && { ...row, ...(await reachOf(tx, corp, chatId, 'now')) };
}

/** A managed group that WeCom once did not show is asked for as one again; it alone was read and has no birthday. */
const reachToAsk = ({ reach, createdAt, verifiedAt }: Known): Reach =>
  reach === 'unknown' && verifiedAt && !createdAt ? 'managed' : reach;

async function endTimer(deps: Pick<Deps, 'db'>, corp: Corp, cause: Cause): Promise<'unknown-group'> {
  const { timerId } = cause;
  if (timerId) await deps.db.withCorp(corp, async (tx) => timerFired(tx, corp, timerId, await nowIn(tx)));
  return 'unknown-group';
}

interface Looked {
  readonly corp: Corp;
  readonly keys: Judged['keys'];
  readonly chatId: string;
  readonly at: Date;
}

async function buryGroup(tx: Tx, { corp, keys, chatId, at }: Looked): Promise<'gone'> {
  await dissolveGroup(tx, corp, chatId, at);
  await lookBesideGone(tx, corp, chatId, at);
  const open = await tx.case.findMany({ where: { corp, chatId, closedAt: null }, select: { id: true } });
  const ended = open.map(({ id }) => ({ id, because: 'group-dissolved' as const }));
  const closed = await closeCases(tx, { corp, at, judged: null }, ended);
  await appendAudit(tx, corp, keys, at, [...(await endUnawaited(tx, corp, [chatId], [], at)), ...closed]);
  await tx.coverage.updateMany({ where: { corp, chatId, until: null }, data: { until: at } });
  return 'gone';
}

async function lookAgain(tx: Tx, corp: Corp, chatId: string, at: Date, cause: Cause): Promise<'overtaken'> {
  const dueAt = new Date(at.getTime() + AGAIN_AFTER_MS);
  await armTimer(tx, corp, { kind: 'look-again', subject: chatId, dueAt, at });
  if (cause.caseId) await armTimer(tx, corp, { kind: 'case-step', subject: cause.caseId, dueAt, at });
  return 'overtaken';
}

interface Judging extends Looked {
  readonly deps: Pick<Deps, 'log'>;
  /** The case whose grace is over, when that is why the group is judged. */
  readonly caseId: string | null;
}

async function judgeAndRecord(tx: Tx, { deps, corp, keys, chatId, at, caseId }: Judging): Promise<'reviewed'> {
  const directory = await directoryOf(tx, corp, at.getTime());
  const seen = await loadFacts(tx, corp, chatId, directory, at);
  const policy = policyFor(await policiesInForce(tx, corp, at), seen?.registered?.kind ?? null);
  if (!seen || !policy) return 'reviewed';
  const facts = await withRecordsOf(tx, corp, seen, policy);
  await lookBeside(tx, corp, facts, policy, at);
  await askForUnknown(tx, corp, policy, facts, at);
  if (facts.group.reach === 'managed') await keepGroupSoon(tx, corp, chatId, at);
  const judged: Judged = { corp, keys, policy, facts, judgement: judgeGroup(policy, facts), at };
  const stepped = [...(caseId ? await takeStep(tx, judged, caseId) : []), ...(await proposeHandOver(tx, judged))];
  const recorded = await recordReview(tx, judged, stepped);
  deps.log.debug({ corp, count: recorded.opened }, 'group judged');
  return 'reviewed';
}

/** A case whose grace is over and whose fault is still there takes its next step; a settled one is closed with the rest. */
async function takeStep(tx: Tx, judged: Judged, caseId: string): Promise<AuditEntry[]> {
  const { corp, judgement } = judged;
  const row = await tx.case.findFirst({ where: { corp, id: caseId, closedAt: null } });
  const finding = judgement.findings.find(
    (f) => f.instance === row?.instance && subjectKey(f.subject) === row.subject && f.window === row.window,
  );
  return finding ? stepCase(tx, judged, caseId, finding) : [];
}
