import { nowIn } from '../../db/client.ts';
import { type Measured, type Share, shareOf } from '../../reports/merge-small.ts';
import { type SideBySide, SPAN_DAYS, sideBySide } from '../../reports/side-by-side.ts';
import { directoryOf } from '../../review/directory-now.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { barChart } from '../charts.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { pathTo } from '../paths.ts';
import { type Say, sayIn, type WordingKey } from '../words/say.ts';

const load = ({ corp, lang, deps }: VisitorCall): Promise<SideBySide> => {
  const say = sayIn(lang);
  return deps.db.withCorp(corp.slug, async (tx) => {
    const at = await nowIn(tx);
    const directory = await directoryOf(tx, corp.slug, at.getTime());
    const names = { none: say('equalNoDepartment'), leaders: say('equalLeaders'), others: say('equalOthers') };
    return sideBySide(tx, corp.slug, directory, at, names);
  });
};

/** Departments and ranks side by side, leaders' own duties included: shares with what they are shares of, nobody by name. */
export async function equalPage(call: VisitorCall): Promise<Answer> {
  const { corp, lang } = call;
  const say = sayIn(lang);
  const { departments, ranks } = await load(call);
  const main = html`${heading(say('equal'), say('equalHint', { days: SPAN_DAYS }))}${part(call, 'departments', 'equalByDepartment', departments)}${part(call, 'ranks', 'equalByRank', ranks)}<p class="qg-hint qg-below">${say('equalSmall')}</p>`;
  return page(200, layout({ corp, lang, title: say('equal'), top: 'home', width: 'wide' }, main));
}

function part({ corp, lang }: VisitorCall, of: keyof SideBySide, title: WordingKey, rows: readonly Measured[]): Html {
  const say = sayIn(lang);
  if (rows.length === 0)
    return html`<section class="qg-list"><h2>${say(title)}</h2><p class="qg-hint">${say('equalNothing')}</p></section>`;
  const src = pathTo(corp.slug, `/charts/${of}.svg`);
  const chart = html`<p class="qg-chart"><img src="${src}" alt="${say('equalChart', { by: say(title) })}" width="400" height="${rows.length * 44 + 40}"></p>`;
  const heads = ['equalWho', 'equalPeople', 'equalSeen', 'equalFound', 'equalConfirmed', 'equalInTime'] as const;
  const cells = rows.map((row) => {
    const { names, people, seen, found, confirmed, awaited, met, due } = row;
    const shares = [
      shareOf(seen, people, people),
      shareOf(found, seen, seen),
      shareOf(confirmed, found, found),
      shareOf(met, due, awaited),
    ];
    return html`<tr><th scope="row">${nameOf(names, say)}</th><td data-head="${say('equalPeople')}">${people < 5 ? '<5' : people}</td>${shares.map((share, i) => html`<td data-head="${say(heads[i + 2] ?? 'equalWho')}">${shareWords(share, say)}</td>`)}</tr>`;
  });
  return html`<section class="qg-list"><h2>${say(title)}</h2>${chart}<p class="qg-hint qg-below">${say('equalChartIs')}</p><table class="qg-table qg-nums qg-stacked"><caption class="qg-small">${say('equalCaption')}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${say(head)}</th>`)}</tr></thead><tbody>${cells}</tbody></table></section>`;
}

const nameOf = (names: readonly string[], say: Say): string =>
  names.length === 1 ? (names[0] ?? '') : say('equalMerged', { names: names.join('、') });

const shareWords = (share: Share | null, say: Say): string =>
  share === null ? say('equalTooFew') : `${share.of}/${share.all} = ${share.percent}%`;

/** The bars of one of the tables, as a picture of our own. */
export async function equalChart(call: VisitorCall): Promise<Answer> {
  const { lang, asked } = call;
  const say = sayIn(lang);
  const shown = await load(call);
  const of = (['departments', 'ranks'] as const).find((one) => `${one}.svg` === asked.params.name);
  const bars = (of ? shown[of] : []).map(({ names, met, due, awaited }) => ({
    name: names.length === 1 ? (names[0] ?? '') : say('equalOther'),
    percent: shareOf(met, due, awaited)?.percent ?? null,
  }));
  return {
    status: of ? 200 : 404,
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'no-store' },
    cookies: [],
    body: barChart(bars),
  };
}
