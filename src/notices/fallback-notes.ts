import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import type { Words } from './content.ts';
import { say } from './wording/say.ts';

/** Rules that have fallen back to observing by themselves since the last digest, a line each. */
export async function fallbackNotes(
  tx: Tx,
  corp: Corp,
  policies: readonly Policy[],
  since: Date,
): Promise<readonly Words[]> {
  const rows = await tx.fallback.findMany({
    where: { corp, policySlug: { in: policies.map(({ slug }) => slug) }, since: { gte: since } },
    orderBy: { since: 'asc' },
  });
  return rows.map(({ instance, right, wrong }) => {
    const title = policies.flatMap(({ uses }) => uses).find((use) => use.instance === instance)?.rule.title;
    const percent = String(Math.floor((100 * right) / Math.max(1, right + wrong)));
    return {
      zh: say('zh', 'noteFellBack', { rule: title?.zh ?? instance, percent }),
      en: say('en', 'noteFellBack', { rule: title?.en ?? instance, percent }),
    };
  });
}
