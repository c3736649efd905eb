import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { rolloutReports } from '../review/rollout.ts';
import type { Words } from './content.ts';
import { say } from './wording/say.ts';

/** Steps of plans that came due since the last digest and wait for a person, each with what observing has shown; said once. */
export async function rolloutNotes(
  tx: Tx,
  corp: Corp,
  policies: readonly Policy[],
  since: Date,
  at: Date,
): Promise<Words[]> {
  const slugs = new Set(policies.map(({ slug }) => slug));
  const reports = (await rolloutReports(tx, corp, at)).filter(({ slug }) => slugs.has(slug));
  return reports.flatMap(({ slug, instance, steps, observed, inGroups }) => {
    const due = steps.some(({ stands, fromMs }) => stands === 'may-be-confirmed' && fromMs > since.getTime());
    if (!due) return [];
    const use = policies.find((policy) => policy.slug === slug)?.uses.find((one) => one.instance === instance);
    const { zh, en } = use?.rule.title ?? { zh: instance, en: instance };
    const seen = { count: String(observed), groups: String(inGroups) };
    return [
      { zh: say('zh', 'noteRollout', { rule: zh, ...seen }), en: say('en', 'noteRollout', { rule: en, ...seen }) },
    ];
  });
}
