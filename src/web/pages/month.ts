import { nowIn } from '../../db/client.ts';
import { lastMonth, type Month, monthBefore, readMonth } from '../../reports/month.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { type Say, sayIn } from '../words/say.ts';

/** For HR and who answers for the employer, counsel among them: which leaders a month exempted, and who agreed. */
export async function monthPage({ corp, lang, deps, asked }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const shown = await deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const { timeZone } = corp;
    const month = monthIn(asked.query.get('month')) ?? lastMonth(at.getTime(), timeZone);
    return readMonth(tx, corp.slug, { month, timeZone, at });
  });
  const { month, exemptions, deputies } = shown;
  const link = (to: string, words: string): Html =>
    html`<a href="${pathTo(corp.slug, '/month')}?month=${to}">${words}</a>`;
  const turn = html`<p class="qg-answers">${link(monthBefore(month, 1), say('monthEarlier'))}${link(monthBefore(month, -1), say('monthLater'))}</p>`;
  const is = say('monthIs', { month, exemptions: exemptions.length, deputies });
  const list =
    exemptions.length === 0 ? html`<p class="qg-hint">${say('monthNone')}</p>` : tableOf(exemptions, lang, say);
  return page(
    200,
    layout({ corp, lang, title: say('monthly'), top: 'home' }, html`${heading(say('monthly'), is)}${turn}${list}`),
  );
}

/** A month that was asked for, if there ever is one. */
const monthIn = (asked: string | null): string | null =>
  asked !== null && /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked) ? asked : null;

function tableOf(exemptions: Month['exemptions'], lang: VisitorCall['lang'], say: Say): Html {
  const heads = [say('monthWho'), say('monthRule'), say('monthBy'), say('monthUntil')];
  const rows = exemptions.map(
    ({ who, rule, by, until }) =>
      html`<tr><td>${who}</td><td>${rule[lang]}</td><td>${by.join(lang === 'zh' ? '、' : ', ')}</td><td>${until}</td></tr>`,
  );
  return html`<table class="qg-table"><thead><tr>${heads.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
}
