import { askedAfterHours } from '../../daily-close/asked-after-hours.ts';
import { nowIn } from '../../db/client.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { sayIn } from '../words/say.ts';

const SPAN_MS = 30 * 86_400_000;

/** For who answers for HR, and counsel: what was asked of people outside their working time. */
export async function overtimePage({ corp, lang, deps }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const counts = await deps.db.withCorp(corp.slug, async (tx) =>
    askedAfterHours(tx, corp.slug, new Date((await nowIn(tx)).getTime() - SPAN_MS)),
  );
  const rows = counts.map(
    ({ groupName, afterHours, nearClosing }) =>
      html`<tr><td>${groupName ?? say('overtimeOthers')}</td><td>${afterHours}</td><td>${nearClosing}</td></tr>`,
  );
  const table = html`<table class="qg-table qg-counts"><thead><tr><th scope="col">${say('overtimeGroup')}</th><th scope="col">${say('overtimeAfter')}</th><th scope="col">${say('overtimeNear')}</th></tr></thead><tbody>${rows}</tbody></table>`;
  const main = html`${heading(say('overtime'), rows.length === 0 ? say('overtimeNone') : say('overtimeIntro'))}${rows.length === 0 ? null : table}`;
  return page(200, layout({ corp, lang, title: say('overtime'), top: 'home' }, main));
}
