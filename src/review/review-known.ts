import { type OpenCase, settle } from '../cases/settle.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import { holdGroup } from '../groups/hold-group.ts';
import { loadFactsOf } from '../groups/load-facts.ts';
import { withRecords } from '../groups/load-records.ts';
import type { Corp } from '../ids.ts';
import { judgeGroup } from '../policy/judge.ts';
import { groupsBehind, groupsUnread } from '../timers/gaps.ts';
import { unknownPeople } from './ask-for-unknown.ts';
import type { ReviewDeps } from './deps.ts';
import { directoryOf } from './directory-now.ts';
import { openCasesOf } from './open-cases-of.ts';
import { policiesInForce, policyFor } from './policies.ts';
import { judgeAndRecord } from './review-group.ts';
import { changedLines, currentCoverage } from './write-coverage.ts';

export interface ReviewedKnown {
  readonly judged: number;
  /** Groups of which the judgement differs from what the rows say: these were recorded, each in a transaction of its own. */
  readonly recorded: number;
}

/**
 * Judges groups again from what the rows know, without asking WeCom: steps 4 and 5 of the walk for many groups at once. Most
 * nights most groups are as they were and cost no transaction. A group that could not be read, or with people who could not be,
 * is left alone: nothing but reading ends its gap.
 */
export async function reviewKnown(deps: ReviewDeps, corp: Corp, chatIds: readonly string[]): Promise<ReviewedKnown> {
  const keys = await deps.keys.of(corp);
  const stale = await deps.db.withCorp(corp, (tx) => notAsRecorded(tx, corp, chatIds), { timeoutMs: 60_000 });
  for (const chatId of stale.chatIds)
    await deps.db.withCorp(
      corp,
      async (tx) => {
        await holdGroup(tx, corp, chatId);
        await judgeAndRecord(tx, { deps, corp, keys, chatId, at: await nowIn(tx), caseId: null });
      },
      { timeoutMs: 60_000 },
    );
  return { judged: stale.judged, recorded: stale.chatIds.length };
}

/** The groups whose judgement of this moment would write anything. */
async function notAsRecorded(
  tx: Tx,
  corp: Corp,
  chatIds: readonly string[],
): Promise<{ readonly judged: number; readonly chatIds: string[] }> {
  const at = await nowIn(tx);
  const directory = await directoryOf(tx, corp, at.getTime());
  const policies = await policiesInForce(tx, corp, at);
  const covered = await currentCoverage(tx, corp, chatIds);
  const open = await openCasesOf(tx, corp, chatIds);
  const doubtful = new Set([...(await groupsUnread(tx, corp)), ...(await groupsBehind(tx, corp, chatIds))]);
  const seen = await loadFactsOf(tx, corp, chatIds, directory, at);
  const judgeable = [...seen.values()].flatMap((facts) => {
    const policy = policyFor(policies, facts.registered?.kind ?? null);
    return policy && !doubtful.has(facts.group.chatId) ? [{ facts, policy }] : [];
  });
  const told = await withRecords(tx, corp, judgeable);
  const stale: string[] = [];
  let judged = 0;
  for (const [nth, { policy }] of judgeable.entries()) {
    const known = told[nth] as GroupFacts;
    const { chatId } = known.group;
    const rows = covered.get(chatId) ?? [];
    judged += 1;
    const { findings, coverage } = judgeGroup(policy, known);
    const settled = settle(open.get(chatId) ?? [], findings, coverage);
    const quiet =
      rows.length === coverage.length &&
      changedLines(rows, coverage, policy).length === 0 &&
      settled.opened.length + settled.changed.length + settled.closed.length === 0 &&
      settled.unchanged.every(({ open: row, finding }) => isAsTold(row, finding.level)) &&
      unknownPeople(policy, known).length === 0;
    if (!quiet) stale.push(chatId);
  }
  return { judged, chatIds: stale };
}

/** A case that goes on and of which nobody is still to be told. */
function isAsTold({ level, toldAt, held }: OpenCase, now: string): boolean {
  if (level !== now) return false;
  return now === 'observe' || toldAt !== null || held === 'baseline' || held === 'brake';
}
