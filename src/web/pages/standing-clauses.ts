import type { Policy } from '../../policy/policy.ts';
import type { Jurisdiction } from '../../sanctions/jurisdiction-file.ts';
import { type StandingFinding, standingFindings } from '../../sanctions/standing-findings.ts';
import { type Html, html } from '../html.ts';
import { type Lang, sayIn } from '../words/say.ts';

/** Clauses of a policy that threaten money: shown as not executed, with why and with words that may stand there instead. */
export function standingClauses(policy: Policy, jurisdiction: Jurisdiction, lang: Lang): Html | null {
  const say = sayIn(lang);
  const found = standingFindings(policy, jurisdiction);
  if (found.length === 0) return null;
  const about = say('standingIntro', { count: found.length, title: policy.title[lang] });
  return html`<section class="qg-list"><h2>${say('standingTitle')}</h2><p class="qg-hint">${about}</p>${found.map((one) => clauseOf(one, jurisdiction, lang))}</section>`;
}

function clauseOf({ clause, says, why, basis, amendment }: StandingFinding, { laws }: Jurisdiction, lang: Lang): Html {
  const say = sayIn(lang);
  const articles = basis.map((one) => `${laws[one.law]?.name[lang] ?? one.law} ${one.article}`).join('；');
  const law = articles === '' ? null : html`<br>${say('basis', { articles })}`;
  return html`<section class="qg-matter"><h3 class="qg-sub qg-inset">${clause} · ${say('standingNotExecuted')}</h3><p class="qg-inset">${says[lang]}</p><p class="qg-inset"><span class="qg-small">${say('standingWhy')}</span><br>${why[lang]}<span class="qg-small">${law}</span></p><p class="qg-inset qg-small">${say('standingAmendment')}</p><blockquote class="qg-quote">${amendment[lang]}</blockquote></section>`;
}
