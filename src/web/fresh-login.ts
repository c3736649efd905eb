import type { Corp } from '../ids.ts';
import { type Answer, lookAt } from './answer.ts';
import type { Call, PageRoute, VisitorCall } from './call.ts';
import { type Html, html } from './html.ts';
import { troublePage } from './pages/trouble.ts';
import { pathTo } from './paths.ts';
import { beginSignIn } from './sign-in.ts';
import { sayIn } from './words/say.ts';

/** A form for something dangerous: where it goes, and on which page of ours it stands. */
interface Dangerous {
  readonly to: string;
  readonly on: string;
}

/** The form, for who signed in a moment ago; else the way to do so, and back to this page: nobody writes a reason in vain. */
export function dangerousForm(call: VisitorCall, { to, on }: Dangerous, fields: Html): Html {
  const { corp, formToken } = call;
  const form = html`<form method="post" action="${pathTo(corp.slug, to)}" class="qg-reason"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="back" value="${on}">${fields}</form>`;
  return confirmFirst(call, on) ?? form;
}

/** The way to a new login and back to this page; null: who signed in a moment ago needs none. */
export function confirmFirst({ corp, lang, visitor }: VisitorCall, on: string): Html | null {
  const say = sayIn(lang);
  if (visitor.login === 'fresh') return null;
  const to = againPath(corp.slug, pathTo(corp.slug, on));
  return html`<p class="qg-confirm">${say('confirmFirst')} <a class="qg-more" href="${to}">${say('confirmGo')} ›</a></p>`;
}

/** What is dangerous waits for a new login: a page is opened after it, a form is filled again on the page where it stood. */
export function signInAgain(call: VisitorCall, method: PageRoute['method']): Promise<Answer> | Answer {
  const { corp, lang, asked } = call;
  if (method === 'GET') return goToWecom(call, asked.url);
  const back = wayBack(corp.slug, pathTo(corp.slug, asked.form.get('back') ?? ''));
  return troublePage('old-login', { corp, lang, opens: againPath(corp.slug, back) });
}

const againPath = (corp: Corp, to: string): string => pathTo(corp, `/again?to=${encodeURIComponent(to)}`);

/** Asks WeCom once more who it is, and then leads to a page of this corp. */
export function comeAgain(call: VisitorCall): Promise<Answer> | Answer {
  const to = wayBack(call.corp.slug, call.asked.query.get('to') ?? '');
  return call.visitor.login === 'fresh' ? lookAt(to) : goToWecom(call, to);
}

/** Sends the browser to WeCom, which says who it is; afterwards to that page, if it is one of this corp's. */
export const goToWecom = ({ deps, corp, keys, lang, asked }: Call, to: string): Promise<Answer> =>
  beginSignIn(deps, corp, keys, { goesTo: wayBack(corp.slug, to), userAgent: asked.userAgent, lang });

/** Longer addresses are none of ours, nor are those with signs that no address has. */
const OWN = /^[\x21-\x7e]{1,500}$/;

function wayBack(corp: Corp, url: string): string {
  const own = pathTo(corp, '');
  const isOwn = url === own || url.startsWith(`${own}/`) || url.startsWith(`${own}?`);
  return OWN.test(url) && isOwn ? url : own;
}
