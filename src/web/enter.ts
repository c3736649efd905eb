import { type Answer, guarded } from './answer.ts';
import type { Call, Knock, PageDeps, PageRoute, Sent, VisitorCall } from './call.ts';
import { cookiesOf } from './cookies.ts';
import { formToken, isOurForm } from './form-token.ts';
import { goToWecom, signInAgain } from './fresh-login.ts';
import { mayEnter } from './may-enter.ts';
import { troublePage } from './pages/trouble.ts';
import { visitorOf } from './visitor.ts';
import { langOf } from './words/say.ts';

/** Reads what came with a request; null: no form of a browser's. */
type ReadSent = () => Promise<Sent | null>;
const NOTHING_SENT = { form: new URLSearchParams(), file: null };

/**
 * One request to one page: whose corp, which person, what role; only then is the form read, and asked whether it is ours; then the
 * page itself.
 */
export async function enter(deps: PageDeps, route: PageRoute, knock: Knock, readSent: ReadSent): Promise<Answer> {
  const corp = [...deps.config.corps.values()].find(({ slug, pages }) => slug === knock.params.corp && pages);
  if (!corp?.pages) return withGuards(troublePage('not-found', { corp: null, lang: 'zh' }), '');
  const cookies = cookiesOf(corp);
  const wanted = route.method === 'GET' ? langOf(knock.query.get('lang')) : null;
  const lang = wanted ?? langOf(cookies.langIn(knock.cookies)) ?? 'zh';
  const call: Call = { deps, corp, keys: await deps.keys.of(corp.slug), lang, asked: { ...knock, ...NOTHING_SENT } };
  const answer = await (route.who === 'anybody'
    ? enterAsAnybody(call, route, readSent)
    : enterAsVisitor(call, route, readSent));
  const said = wanted === null ? answer : { ...answer, cookies: [...answer.cookies, cookies.lang(wanted)] };
  return withGuards(said, corp.pages.origin);
}

const withGuards = (answer: Answer, origin: string): Answer => ({
  ...answer,
  headers: { ...guarded(origin), ...answer.headers },
});

type ForAnybody = Extract<PageRoute, { readonly who: 'anybody' }>;
type ForVisitors = Exclude<PageRoute, ForAnybody>;

async function enterAsAnybody(call: Call, route: ForAnybody, readSent: ReadSent): Promise<Answer> {
  const sent = await readSent();
  return sent ? route.answer({ ...call, asked: { ...call.asked, ...sent } }) : troublePage('stale-form', call);
}

async function enterAsVisitor(call: Call, route: ForVisitors, readSent: ReadSent): Promise<Answer> {
  const { deps, corp, keys, lang, asked } = call;
  const visitor = await visitorOf(deps, corp.slug, keys, cookiesOf(corp).sessionIn(asked.cookies));
  if (!visitor) {
    // A form cannot be sent again by itself; and no form of ours may be led to another address.
    if (route.method === 'POST') return troublePage('signed-out', { corp, lang });
    return goToWecom(call, asked.url);
  }
  if ((await mayEnter(call, route, visitor)) === 'no') return troublePage('not-yours', { corp, lang });
  const expected = formToken(keys, corp.slug, visitor.session.id);
  const read = await readSent();
  const sent = read?.form.get('token') ?? '';
  const isOurs = isOurForm(asked.from, { sent, expected, ownOrigin: corp.pages?.origin ?? '' });
  if (!read || (route.method === 'POST' && !isOurs)) return troublePage('stale-form', { corp, lang });
  const visitorCall: VisitorCall = { ...call, asked: { ...asked, ...read }, visitor, formToken: expected };
  if (route.login === 'fresh' && visitor.login === 'old') return signInAgain(visitorCall, route.method);
  return route.answer(visitorCall);
}
