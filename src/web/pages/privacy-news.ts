import { nowIn } from '../../db/client.ts';
import { noticeNews } from '../../privacy/keep-notice.ts';
import { localAt } from '../../work-time/local-time.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';

/** For a month after the notice about personal information became another, a line that leads to it; null: nothing new. */
export async function privacyNews({ corp, lang, deps }: VisitorCall): Promise<Html | null> {
  const changedAt = await deps.db.withCorp(corp.slug, async (tx) => noticeNews(tx, corp.slug, await nowIn(tx)));
  if (changedAt === null) return null;
  const { date } = localAt(changedAt.getTime(), corp.timeZone);
  return html`<p class="qg-small"><a href="${pathTo(corp.slug, '/privacy')}">${sayIn(lang)('privacyNews', { day: date })}</a></p>`;
}
