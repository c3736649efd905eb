import { type Db, nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { loadDirectoryAt } from '../directory/load-directory.ts';
import type { GroupFacts } from '../events/facts.ts';
import { groupsAliveAt } from '../groups/find-groups.ts';
import { loadFactsOf } from '../groups/load-facts.ts';
import type { Corp } from '../ids.ts';
import { keyInGroup, matterKey } from '../policy/matter-key.ts';
import type { Policy } from '../policy/policy.ts';
import { type Replayed, replayOf } from '../policy/replay.ts';

const DAY_MS = 86_400_000;
/** So many groups are held in memory at a time. */
const AT_A_TIME = 200;
const LIMITS = { timeoutMs: 120_000 } as const;

export interface PastReplayed extends Replayed {
  readonly from: Date;
  readonly until: Date;
  /** Of whom somebody was told then and would not have been, and the other way round. */
  readonly differs: { readonly onlyNow: number; readonly onlyThen: number };
}

/** How far back, and how many days lie between two looks. */
export interface Span {
  readonly days: number;
  readonly everyDays: number;
}

/**
 * Judges the stored past under a version: every group as it stood at each look since then, and now. Who came and went between
 * two looks is not seen, and what needs more than a group's own rows is left out and said. Short transactions: nothing is
 * held up by it, however long it takes.
 */
export async function replayPast(
  { db }: Pick<Deps, 'db'>,
  corp: Corp,
  policy: Policy,
  { days, everyDays }: Span,
): Promise<PastReplayed> {
  const until = await db.withCorp(corp, nowIn);
  const from = new Date(until.getTime() - days * DAY_MS);
  const player = replayOf(policy);
  for (let left = days; left >= 0; left = left > 0 ? Math.max(0, left - everyDays) : -1) {
    const at = new Date(until.getTime() - left * DAY_MS);
    for await (const facts of factsAt(db, corp, at)) player.look(facts);
  }
  const replayed = player.result();
  const then = await db.withCorp(corp, (tx) => toldThen(tx, corp, policy, from));
  const onlyNow = [...replayed.told].filter((key) => !then.has(key)).length;
  const onlyThen = [...then].filter((key) => !replayed.told.has(key)).length;
  return { ...replayed, from, until, differs: { onlyNow, onlyThen } };
}

async function* factsAt(db: Db, corp: Corp, at: Date): AsyncGenerator<GroupFacts> {
  const groups = await db.withCorp(corp, (tx) => groupsAliveAt(tx, corp, at));
  if (groups.length === 0) return;
  const directory = await db.withCorp(corp, (tx) => loadDirectoryAt(tx, corp, at), LIMITS);
  for (let i = 0; i < groups.length; i += AT_A_TIME) {
    const some = groups.slice(i, i + AT_A_TIME);
    const facts = await db.withCorp(corp, (tx) => loadFactsOf(tx, corp, some, directory, at, at), LIMITS);
    yield* facts.values();
  }
}

/** The matters of this policy of which somebody was told since then. */
async function toldThen(tx: Tx, corp: Corp, { slug }: Policy, from: Date): Promise<Set<string>> {
  const rows = await tx.case.findMany({
    where: { corp, policySlug: slug, openedAt: { gte: from }, toldAt: { not: null } },
    select: { chatId: true, instance: true, subject: true, window: true },
  });
  return new Set(rows.map((row) => keyInGroup(row.chatId, matterKey(row))));
}
