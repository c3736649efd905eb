import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Clause, Policy } from '../policy/policy.ts';
import { unseenInWords } from '../policy/unseen-words.ts';
import { policiesInForce } from '../review/policies.ts';
import type { Sentence } from '../rules/rule.ts';
import { daysAfter, instantOf } from '../work-time/local-time.ts';

/** In how many groups a clause was checked in a span; a group counts by the worst that was true of it. */
export interface ClauseLine {
  readonly policy: string;
  readonly clause: string;
  readonly title: Sentence;
  readonly groups: number;
  readonly checked: number;
  readonly partly: number;
  readonly notCheckable: number;
  readonly dataGap: number;
  /** Why not, in the order of how often; or why no rule checks the clause at all. */
  readonly because: readonly Sentence[];
  /** What stays invisible although rules check the rest. */
  readonly cannotSee: Sentence | null;
}

/** What could be seen of each clause, now or on a day of the corp's own calendar; the worst of the day counts. */
export async function coverageOfClauses(
  tx: Tx,
  { slug, timeZone }: Pick<CorpConfig, 'slug' | 'timeZone'>,
  day?: string,
): Promise<ClauseLine[]> {
  const now = await nowIn(tx);
  const from = day ? new Date(instantOf(day, 0, timeZone)) : now;
  const until = day ? new Date(Math.min(now.getTime(), instantOf(daysAfter(day, 1), 0, timeZone))) : now;
  const seen = await worstOf(tx, slug, from, until);
  const policies = await policiesInForce(tx, slug, until);
  return policies.flatMap((policy) =>
    policy.clauses.filter(({ strength }) => strength !== 'text').map((clause) => lineOf(policy, clause, seen)),
  );
}

interface Seen {
  readonly chatId: string;
  readonly rule: string;
  readonly verdict: string;
  readonly reason: string | null;
}

/** The worst verdict of each group × rule in a span: a gap of an hour is a gap of that day. */
const worstOf = (tx: Tx, corp: Corp, from: Date, until: Date): Promise<Seen[]> =>
  tx.$queryRaw<Seen[]>`
    select distinct on (chat_id, rule) chat_id as "chatId", rule, verdict, reason from qungui.coverage
    where corp = ${corp} and since <= ${until} and (until is null or until > ${from})
    order by chat_id, rule, array_position(array['data-gap', 'not-checkable', 'partly', 'checked'], verdict)`;

function lineOf(policy: Policy, clause: Clause, seen: readonly Seen[]): ClauseLine {
  const own = seen.filter(({ rule }) => clause.checkedBy.includes(rule));
  const of = (verdict: string): number => own.filter((one) => one.verdict === verdict).length;
  const because = clause.unchecked
    ? [clause.unchecked]
    : mostFrequent(own.flatMap(({ reason }) => (reason === null ? [] : [unseenInWords(reason)])));
  return {
    policy: policy.slug,
    clause: clause.id,
    title: clause.title,
    groups: new Set(own.map(({ chatId }) => chatId)).size,
    checked: of('checked'),
    partly: of('partly'),
    notCheckable: of('not-checkable'),
    dataGap: of('data-gap'),
    because,
    cannotSee: clause.cannotSee,
  };
}

function mostFrequent(words: readonly Sentence[]): Sentence[] {
  const counts = new Map<string, { readonly word: Sentence; times: number }>();
  for (const word of words) {
    const seen = counts.get(word.zh) ?? { word, times: 0 };
    seen.times += 1;
    counts.set(word.zh, seen);
  }
  return [...counts.values()].sort((a, b) => b.times - a.times).map(({ word }) => word);
}
