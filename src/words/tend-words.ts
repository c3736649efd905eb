import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { forgetUnmet } from '../messages/meet-names.ts';
import { forgetGaps } from './grading-gaps.ts';
import { forgetExcerpts } from './hits.ts';
import { syncIntercept } from './sync-intercept.ts';
import { forgetFingerprints } from './texts-alike.ts';

/** Where qungui.yaml says nothing of `retention.excerpts`; no setting keeps them longer. */
const EXCERPT_DAYS = 30;

/** What is done with words in the night: old fingerprints and excerpts are forgotten, and WeCom's own 敏感词 hold what the lists hold. */
export async function tendWords(deps: Pick<Deps, 'config' | 'db' | 'keys' | 'wecom'>, corp: Corp): Promise<void> {
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await forgetFingerprints(tx, corp, at);
    await forgetUnmet(tx, corp, at);
    await forgetGaps(tx, corp, at);
    await forgetExcerpts(tx, corp, deps.config.retention?.excerpts ?? EXCERPT_DAYS, at);
  });
  await syncIntercept(deps, corp);
}
