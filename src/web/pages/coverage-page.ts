import { type ClauseLine, coverageOfClauses } from '../../reports/clause-coverage.ts';
import { type Answer, page } from '../answer.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { heading, layout } from '../layout.ts';
import { type Lang, type Say, sayIn } from '../words/say.ts';

/** What can and cannot be seen, clause by clause. Never says that something is fine. */
export async function coveragePage({ corp, lang, deps }: VisitorCall): Promise<Answer> {
  const say = sayIn(lang);
  const clauses = await deps.db.withCorp(corp.slug, (tx) => coverageOfClauses(tx, corp));
  const main = html`${heading(say('coverage'), clauses.length === 0 ? say('rulesNone') : say('coverageHint'))}${clauses.map((line) => clauseSection(line, say, lang))}`;
  return page(200, layout({ corp, lang, title: say('coverage'), top: 'home' }, main));
}

function clauseSection(line: ClauseLine, say: Say, lang: Lang): Html {
  const { clause, title, groups, checked, partly, notCheckable, dataGap, because, cannotSee } = line;
  const counts = [
    ['coverageCountChecked', checked],
    ['coverageCountPartly', partly],
    ['coverageCountBlind', notCheckable],
    ['coverageCountGap', dataGap],
  ] as const;
  const said = counts.filter(([, count]) => count > 0).map(([key, count]) => say(key, { count }));
  const words = groups === 0 ? say('coverageNoGroup') : say('coverageIn', { groups, counts: said.join('，') });
  const why = because.slice(0, 3).map((one) => one[lang]);
  const never = cannotSee
    ? html`<p><span class="qg-small">${say('coverageNever')}</span><br>${cannotSee[lang]}</p>`
    : null;
  const blind =
    why.length === 0 ? null : html`<p><span class="qg-small">${say('coverageWhy')}</span><br>${why.join('；')}</p>`;
  return html`<section class="qg-list"><h2>${clause} ${title[lang]}</h2><div class="qg-text"><p>${words}</p>${blind}${never}</div></section>`;
}
