import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Policy } from '../policy/policy.ts';
import { GOOD_PERCENT, precisionOf } from '../words/hits.ts';
import type { Words } from './content.ts';
import { say } from './wording/say.ts';

/** Rules that people found wrong too often, in one line; said again only when somebody has marked another of their finds since. */
export async function precisionNotes(
  tx: Tx,
  corp: Corp,
  policies: readonly Policy[],
  since: Date,
): Promise<readonly Words[]> {
  const slugs = policies.map(({ slug }) => slug);
  const bad = (await precisionOf(tx, corp)).filter(
    ({ verdict, policySlug }) => verdict === 'unreliable' && slugs.includes(policySlug),
  );
  if (bad.length === 0) return [];
  const marked = await tx.contentHit.findMany({
    where: { corp, policySlug: { in: slugs }, markedAt: { gt: since } },
    select: { instance: true },
    distinct: ['instance'],
  });
  const news = bad.filter(({ instance }) => marked.some((one) => one.instance === instance));
  if (news.length === 0) return [];
  const titleOf = (instance: string): Words =>
    policies.flatMap(({ uses }) => uses).find((use) => use.instance === instance)?.rule.title ?? {
      zh: instance,
      en: instance,
    };
  const named = (lang: 'zh' | 'en'): string =>
    bad.map(({ instance, percent }) => `${titleOf(instance)[lang]} ${Math.floor(percent ?? 0)} %`).join('、');
  const good = String(GOOD_PERCENT);
  return [
    {
      zh: say('zh', 'notePrecision', { rules: named('zh'), good }),
      en: say('en', 'notePrecision', { rules: named('en'), good }),
    },
  ];
}
