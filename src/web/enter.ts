import { type Answer, guarded } from './answer.ts';
import type { Asked, Call, PageDeps, PageRoute, VisitorCall } from './call.ts';
import { cookiesOf } from './cookies.ts';
import { formToken, isOurForm } from './form-token.ts';
import { goToWecom, signInAgain } from './fresh-login.ts';
import { troublePage } from './pages/trouble.ts';
import { visitorOf } from './visitor.ts';
import { langOf } from './words/say.ts';

/** One request to one page: whose corp, which person, what role, whether the form is ours; then the page itself. */
export async function enter(deps: PageDeps, route: PageRoute, asked: Asked): Promise<Answer> {
  const corp = [...deps.config.corps.values()].find(({ slug, pages }) => slug === asked.params.corp && pages);
  if (!corp?.pages) return withGuards(troublePage('not-found', { corp: null, lang: 'zh' }), '');
  const cookies = cookiesOf(corp);
  const wanted = route.method === 'GET' ? langOf(asked.query.get('lang')) : null;
  const lang = wanted ?? langOf(cookies.langIn(asked.cookies)) ?? 'zh';
  const call: Call = { deps, corp, keys: await deps.keys.of(corp.slug), lang, asked };
  const answer = route.who === 'anybody' ? await route.answer(call) : await enterAsVisitor(call, route);
  const said = wanted === null ? answer : { ...answer, cookies: [...answer.cookies, cookies.lang(wanted)] };
  return withGuards(said, corp.pages.origin);
}

const withGuards = (answer: Answer, origin: string): Answer => ({
  ...answer,
  headers: { ...guarded(origin), ...answer.headers },
});

type ForVisitors = Exclude<PageRoute, { readonly who: 'anybody' }>;

async function enterAsVisitor(call: Call, route: ForVisitors): Promise<Answer> {
  const { deps, corp, keys, lang, asked } = call;
  const visitor = await visitorOf(deps, corp.slug, keys, cookiesOf(corp).sessionIn(asked.cookies));
  if (!visitor) {
    // A form cannot be sent again by itself; and no form of ours may be led to another address.
    if (route.method === 'POST') return troublePage('signed-out', { corp, lang });
    return goToWecom(call, asked.url);
  }
  if (!route.who.some((role) => visitor.roles.has(role))) return troublePage('not-yours', { corp, lang });
  const expected = formToken(keys, corp.slug, visitor.session.id);
  const sent = asked.form.get('token') ?? '';
  if (route.method === 'POST' && !isOurForm(asked.from, { sent, expected, ownOrigin: corp.pages?.origin ?? '' }))
    return troublePage('stale-form', { corp, lang });
  const visitorCall: VisitorCall = { ...call, visitor, formToken: expected };
  if (route.login === 'fresh' && visitor.login === 'old') return signInAgain(visitorCall, route.method);
  return route.answer(visitorCall);
}
