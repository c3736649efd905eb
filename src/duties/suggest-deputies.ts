import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { writePrivately } from '../legal/private-card.ts';
import type { Policy } from '../policy/policy.ts';
import { absenceInWords } from './deputy-words.ts';
import { gapsAhead } from './gaps-ahead.ts';

interface Suggesting {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
}

/**
 * Suggests a deputy to everybody with a duty who will be away and has none, once for each approved leave or trip; why he is away is
 * not said. Answers how many it suggested.
 */
export async function suggestDeputies(
  tx: Tx,
  suggesting: Suggesting,
  policies: readonly Policy[],
  directory: Directory,
): Promise<number> {
  const { corp, at } = suggesting;
  const hinted = new Set((await tx.deputyHint.findMany({ where: { corp } })).map(({ absenceId }) => absenceId));
  let suggested = 0;
  for (const { absenceId, gap, other } of await gapsAhead(tx, corp, at, policies, directory)) {
    const holder = directory.persons.get(gap.of);
    if (hinted.has(absenceId) || !holder?.userid) continue;
    const card = absenceInWords(gap, other ? (directory.persons.get(other)?.name ?? null) : null);
    const noticeId = await writePrivately(tx, suggesting, [holder.userid], card);
    if (noticeId === null) continue;
    const span = { fromAt: new Date(gap.fromMs), untilAt: new Date(gap.untilMs) };
    await tx.deputyHint.create({ data: { corp, id: noticeId, absenceId, ofId: gap.of, ...span, at } });
    suggested += 1;
  }
  return suggested;
}

/** Of a span of time: who stood in for whom, for the monthly report. */
export const deputiesIn = (tx: Tx, corp: Corp, from: Date, until: Date) =>
  tx.deputy.findMany({
    where: { corp, fromAt: { lt: until }, untilAt: { gte: from }, OR: [{ until: null }, { until: { gt: from } }] },
    select: { id: true, ofId: true, byId: true, fromAt: true, untilAt: true, absenceId: true },
    orderBy: { fromAt: 'asc' },
  });
