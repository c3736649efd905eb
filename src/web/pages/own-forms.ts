import type { OwnCaseFile } from '../../cases/own-case.ts';
import type { VisitorCall } from '../call.ts';
import { type Html, html } from '../html.ts';
import { pathTo } from '../paths.ts';
import { sayIn } from '../words/say.ts';

/** What the person himself may say at one press: that it is wrong, or put right. Nothing where nobody waits for his word. */
export function ownWord({ corp, lang, formToken }: VisitorCall, { matter }: OwnCaseFile): Html | null {
  const say = sayIn(lang);
  if (matter.closedAt || matter.nature !== 'breach') return null;
  if (matter.state === 'escalated' || matter.state === 'decided') return null;
  const button = (says: string, words: string, look: string): Html =>
    html`<button class="weui-btn weui-btn_mini ${look}" name="says" value="${says}">${words}</button>`;
  const fixed = matter.state === 'told' ? button('fixed', say('caseFixedButton'), 'weui-btn_primary') : null;
  return html`<section class="qg-list"><h2>${say('caseYourWord')}</h2><div class="qg-text"><p class="qg-small">${say('caseWrongHint')}</p><form method="post" action="${pathTo(corp.slug, '/record')}" class="qg-answers"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="case" value="${matter.id}">${fixed}${button('wrong', say('caseWrong'), 'weui-btn_default')}</form></div></section>`;
}
