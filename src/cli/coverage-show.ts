import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { Clause, Policy } from '../policy/policy.ts';
import { unseenInWords } from '../policy/unseen-words.ts';
import { policiesInForce } from '../review/policies.ts';
import { daysAfter, instantOf } from '../work-time/local-time.ts';
import { corpsOf } from './corps.ts';
import type { Answer } from './desk.ts';
import { table } from './table.ts';

/** In how many groups a clause was checked in a span; a group counts by the worst that was true of it. */
interface ClauseLine {
  readonly policy: string;
  readonly clause: string;
  readonly title: string;
  readonly groups: number;
  readonly checked: number;
  readonly partly: number;
  readonly notCheckable: number;
  readonly dataGap: number;
  /** Why not, in the order of how often; or why no rule checks the clause at all. */
  readonly because: readonly string[];
}

interface Options {
  readonly corp?: string;
  readonly day?: string;
}

/** What could be seen of each clause, now or on a day of the corp's own calendar. Never says "fine". */
export async function showCoverage(deps: Pick<Deps, 'config' | 'db'>, { corp, day }: Options): Promise<Answer> {
  const all: { corp: CorpConfig; clauses: ClauseLine[] }[] = [];
  for (const one of corpsOf(deps.config, corp))
    all.push({ corp: one, clauses: await deps.db.withCorp(one.slug, (tx) => clausesOf(tx, one, day)) });
  return {
    exit: 0,
    json: { day: day ?? null, corps: all.map(({ corp: { slug }, clauses }) => ({ corp: slug, clauses })) },
    text: all.map(report).join('\n'),
  };
}

async function clausesOf(tx: Tx, { slug, timeZone }: CorpConfig, day: string | undefined): Promise<ClauseLine[]> {
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
    ? [clause.unchecked.zh]
    : mostFrequent(own.flatMap(({ reason }) => (reason === null ? [] : [unseenInWords(reason).zh])));
  return {
    policy: policy.slug,
    clause: clause.id,
    title: clause.title.zh,
    groups: new Set(own.map(({ chatId }) => chatId)).size,
    checked: of('checked'),
    partly: of('partly'),
    notCheckable: of('not-checkable'),
    dataGap: of('data-gap'),
    because,
  };
}

function mostFrequent(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
}

function report({ corp, clauses }: { corp: CorpConfig; clauses: readonly ClauseLine[] }): string {
  if (clauses.length === 0) return `${corp.slug} ${corp.name}\n  No policy is in force.\n`;
  const rows = clauses.map((one) => [
    one.clause,
    one.title,
    String(one.checked),
    String(one.partly),
    String(one.notCheckable),
    String(one.dataGap),
    one.because[0] ?? '',
  ]);
  return `${corp.slug} ${corp.name}\n${table(
    ['clause', '', 'checked', 'partly', 'not checkable', 'data gap', 'because'],
    rows,
    '  ',
  )}  Counted are uses of rules in groups; what was not checked is never called fine.\n`;
}
