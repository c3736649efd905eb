import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { loadDirectoryAt } from '../directory/load-directory.ts';
import { groupsAt, loadFactsAt } from '../groups/facts-at.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { matterKey, type Replayed, replayOf } from '../policy/replay.ts';

const DAY_MS = 86_400_000;
/** So many groups are held in memory at a time. */
const AT_A_TIME = 200;
const TIMEOUT_MS = 600_000;

export interface PastReplayed extends Replayed {
  readonly from: Date;
  readonly until: Date;
  /** Of whom somebody was told then and would not have been, and the other way round. */
  readonly differs: { readonly onlyNow: number; readonly onlyThen: number };
}

/**
 * Judges the stored past under a version: every group as it stood on each day since then, and now. Who came and went between
 * two looks is not seen, and what needs more than a group's own rows is left out and said.
 */
export function replayPast({ db }: Pick<Deps, 'db'>, corp: Corp, policy: Policy, days: number): Promise<PastReplayed> {
  return db.withCorp(corp, (tx) => replayIn(tx, corp, policy, days), { timeoutMs: TIMEOUT_MS });
}

async function replayIn(tx: Tx, corp: Corp, policy: Policy, days: number): Promise<PastReplayed> {
  const until = await nowIn(tx);
  const player = replayOf(policy);
  const moments = Array.from({ length: days + 1 }, (_, i) => new Date(until.getTime() - (days - i) * DAY_MS));
  for (const at of moments) {
    const groups = await groupsAt(tx, corp, at);
    const directory = groups.length > 0 ? await loadDirectoryAt(tx, corp, at) : null;
    for (let i = 0; directory && i < groups.length; i += AT_A_TIME)
      for (const facts of await loadFactsAt(tx, corp, groups.slice(i, i + AT_A_TIME), directory, at))
        player.look(facts);
  }
  const from = moments[0] ?? until;
  const replayed = player.result();
  const then = await toldThen(tx, corp, policy, from);
  const onlyNow = [...replayed.told].filter((key) => !then.has(key)).length;
  const onlyThen = [...then].filter((key) => !replayed.told.has(key)).length;
  return { ...replayed, from, until, differs: { onlyNow, onlyThen } };
}

/** The matters of this policy of which somebody was told since then. */
async function toldThen(tx: Tx, corp: Corp, { slug }: Policy, from: Date): Promise<Set<string>> {
  const rows = await tx.case.findMany({
    where: { corp, policySlug: slug, openedAt: { gte: from }, toldAt: { not: null } },
    select: { chatId: true, instance: true, subject: true, window: true },
  });
  return new Set(rows.map(({ chatId, instance, subject, window }) => matterKey(chatId, instance, subject, window)));
}
