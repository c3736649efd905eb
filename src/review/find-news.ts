import { type OpenCase, settle } from '../cases/settle.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { GroupFacts } from '../events/facts.ts';
import { loadFactsOf } from '../groups/load-facts.ts';
import { withRecords } from '../groups/load-records.ts';
import type { Corp } from '../ids.ts';
import { judgeGroup } from '../policy/judge.ts';
import type { Policy } from '../policy/policy.ts';
import { groupsBehind, groupsUnread } from '../timers/gaps.ts';
import { unknownPeople } from './ask-for-unknown.ts';
import { directoryOf } from './directory-now.ts';
import { openCasesOf } from './open-cases-of.ts';
import { policiesInForce, policyFor } from './policies.ts';
import { type CoverageRow, changedLines, currentCoverage } from './write-coverage.ts';

export interface News {
  readonly judged: number;
  /** Groups of which the judgement of this moment says something else than the rows: each wants a look. */
  readonly chatIds: readonly string[];
}

/**
 * Judges many groups from what the rows know, without asking WeCom, and writes nothing: most nights most groups are as they
 * were. What the rows know may be days old, so nobody is told of anything before the group was read again. Groups that could
 * not be read, or have people who could not be, are left alone: nothing but reading ends their gap. One that cannot be judged
 * is news, too: its look says so, and does not keep the others waiting.
 */
export async function findNews(deps: Pick<Deps, 'db' | 'log'>, corp: Corp, chatIds: readonly string[]): Promise<News> {
  return deps.db.withCorp(
    corp,
    async (tx) => {
      const judgeable = await load(tx, corp, chatIds);
      const covered = await currentCoverage(tx, corp, chatIds);
      const open = await openCasesOf(tx, corp, chatIds);
      const news = judgeable.filter((one) => {
        const { chatId } = one.facts.group;
        try {
          return !isQuiet(one, covered.get(chatId) ?? [], open.get(chatId) ?? []);
        } catch (err) {
          deps.log.error({ err, corp, chatId }, 'a group could not be judged; it is looked at by itself');
          return true;
        }
      });
      return { judged: judgeable.length, chatIds: news.map(({ facts }) => facts.group.chatId) };
    },
    { timeoutMs: 60_000 },
  );
}

interface Judgeable {
  readonly facts: GroupFacts;
  readonly policy: Policy;
}

async function load(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<Judgeable[]> {
  const at = await nowIn(tx);
  const directory = await directoryOf(tx, corp, at.getTime());
  const policies = await policiesInForce(tx, corp, at);
  const doubtful = new Set([...(await groupsUnread(tx, corp)), ...(await groupsBehind(tx, corp, chatIds))]);
  const seen = await loadFactsOf(tx, corp, chatIds, directory, at);
  const judgeable = [...seen.values()].flatMap((facts) => {
    const policy = policyFor(policies, facts.registered?.kind ?? null);
    return policy && !doubtful.has(facts.group.chatId) ? [{ facts, policy }] : [];
  });
  const told = await withRecords(tx, corp, judgeable, 'what-is-open');
  return judgeable.map(({ policy }, nth) => ({ policy, facts: told[nth] as GroupFacts }));
}

/** Recording the judgement of this moment would write nothing, tell nobody and ask for nobody. */
function isQuiet({ facts, policy }: Judgeable, rows: readonly CoverageRow[], open: readonly OpenCase[]): boolean {
  const { findings, coverage } = judgeGroup(policy, facts);
  if (rows.length !== coverage.length || changedLines(rows, coverage, policy).length > 0) return false;
  if (unknownPeople(policy, facts).length > 0) return false;
  const { opened, changed, unchanged, closed } = settle(open, findings, coverage, policy.slug);
  if (opened.length + changed.length + closed.length > 0) return false;
  return unchanged.every(({ open: row, finding }) => isAsTold(row, finding.level));
}

/** A case that goes on and of which nobody is still to be told. */
function isAsTold({ level, toldAt, held }: OpenCase, now: string): boolean {
  if (level !== now) return false;
  return now === 'observe' || toldAt !== null || held === 'baseline' || held === 'brake' || held === 'stopped';
}
