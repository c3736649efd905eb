import { caseNames, holderNow } from '../../cases/case-names.ts';
import { shortMoment } from '../../daily-close/matter-words.ts';
import type { Directory } from '../../events/person.ts';
import { categoryInWords } from '../../rules/content/category-words.ts';
import { FEW, GOOD_PERCENT, type Precision } from '../../words/hits.ts';
import type { OpenFind } from '../../words/open-finds.ts';
import type { VisitorCall } from '../call.ts';
import { dangerousForm } from '../fresh-login.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';

/** The title of a use of a rule, by the policy's name for it. */
export type Titles = (instance: string) => string;

interface Around {
  readonly directory: Directory;
  readonly titles: Titles;
}

/** One find with what can be said of it, of whom by the pseudonym of its case, whose page says the name for a reason; its excerpt only when somebody gave a reason. */
export function findSection(call: VisitorCall, find: OpenFind, { directory, titles }: Around, excerpt?: string): Html {
  const { corp, keys, lang, visitor } = call;
  const say = sayIn(lang);
  const { by, caseId, saidAt, groupName, clause, category, instance } = find;
  const whose = { id: caseId ?? find.id, subject: `member:${by}`, detail: {} };
  const person = holderNow(whose.subject, directory);
  const { subject } = caseNames(keys, whose, { directory, person, shown: 'alias', lang });
  const isOwn = by.toLowerCase() === visitor.userid;
  const about = [clause, titles(instance), aboutWords(category, titles(instance), lang)].filter((one) => one !== '');
  const head = html`<h2>${subject} ${shortMoment(saidAt, corp.timeZone)}</h2><p class="qg-hint">${groupName} · ${about.join(' · ')}</p>`;
  if (isOwn) return html`<section class="qg-matter">${head}<p class="qg-hint">${say('findsSaidOwn')}</p></section>`;
  const shown =
    excerpt === undefined ? reasonBox(call, find) : html`<blockquote class="qg-quote">${excerpt}</blockquote>`;
  return html`<section class="qg-matter">${head}${toCase(call, find)}${shown}${verdicts(call, find.id)}</section>`;
}

const toCase = ({ corp, lang }: VisitorCall, { caseId }: OpenFind): Html | null =>
  caseId === null
    ? null
    : html`<p class="qg-hint"><a href="${pathTo(corp.slug, `/cases/${caseId}`)}">${sayIn(lang)('exemptionCase')} ›</a></p>`;

/** What it is about, where the rule's title does not say it; of sensitive matters nothing. */
function aboutWords(category: string, title: string, lang: VisitorCall['lang']): string {
  const words = categoryInWords(category);
  const isKnown = words.zh !== category || category.startsWith('own:');
  return isKnown && words[lang] !== title ? words[lang] : '';
}

function reasonBox(call: VisitorCall, { id, excerpt }: OpenFind): Html {
  const say = sayIn(call.lang);
  if (excerpt === 'none') return html`<p class="qg-hint">${say('findsNotKept')}</p>`;
  const fields = html`<input type="hidden" name="find" value="${id}"><label>${say('findsWhy')}<input class="weui-input" name="reason" maxlength="200" required></label><p>${say('findsNoted')}</p><button class="weui-btn weui-btn_mini weui-btn_default">${say('findsOpen')}</button>`;
  return html`<details class="qg-why"><summary>${say('findsShow')}</summary>${dangerousForm(call, { to: '/finds/excerpt', on: '/finds' }, fields)}</details>`;
}

function verdicts({ corp, lang, formToken }: VisitorCall, id: string): Html {
  const say = sayIn(lang);
  const button = (says: string, words: string, look: string): Html =>
    html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;
  return html`<form method="post" action="${pathTo(corp.slug, '/finds')}" class="qg-answers"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="find" value="${id}">${button('right', say('findsRight'), 'weui-btn_primary')}${button('wrong', say('findsWrong'), 'weui-btn_default')}</form>`;
}

/** How often each rule was right, by what people said; of few nothing can be said yet. */
export function precisionTable(rules: readonly Precision[], titles: Titles, { lang }: VisitorCall): Html | null {
  const say = sayIn(lang);
  if (rules.length === 0) return null;
  const rows = rules.map(({ instance, right, wrong, percent, verdict }) => {
    const words = {
      'too-few': say('precisionFew', { few: FEW }),
      reliable: say('precisionGood'),
      unreliable: say('precisionBad', { percent: GOOD_PERCENT }),
    }[verdict];
    const share = percent === null ? '—' : `${Math.floor(percent)}%`;
    return html`<tr><td>${titles(instance)}<br><span class="qg-small">${instance} · ${words}</span></td><td>${right} / ${right + wrong}</td><td>${share}</td></tr>`;
  });
  return html`<section class="qg-list"><h2>${say('precision')}</h2><table class="qg-table"><thead><tr><th scope="col">${say('precisionRule')}</th><th scope="col">${say('precisionRight')}</th><th scope="col">${say('precisionShare')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}
