import type { CorpConfig } from '../config.ts';
import { nowIn } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { directoryOf } from '../review/directory-now.ts';
import { type PageClient, pageClientOf, signInUrl } from '../wecom/identity/sign-in-url.ts';
import { refusedWith } from '../wecom/refused.ts';
import { type Answer, lookAt } from './answer.ts';
import type { PageDeps } from './call.ts';
import { cookiesOf } from './cookies.ts';
import { pathTo } from './paths.ts';
import { hashOf, newState, sameText } from './secrets.ts';
import { beginSession, endSession, findSession, SESSION_MS } from './session.ts';
import type { Lang } from './words/say.ts';

/** From the first redirect to the way back. */
const WAY_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

interface Going {
  /** A path of our own, to come back to. */
  readonly goesTo: string;
  readonly userAgent: string;
  readonly lang: Lang;
}

/** Sends a browser to WeCom to learn who is in front of it. Nothing is written: what must be known again, the browser holds, signed. */
export async function beginSignIn(deps: PageDeps, corp: CorpConfig, keys: CorpKeys, going: Going): Promise<Answer> {
  const { slug, corpid, surfaces, pages } = corp;
  const state = newState();
  const client = pageClientOf(going.userAgent);
  const way: Way = { state, atMs: (await deps.clock.now()).getTime(), client, goesTo: going.goesTo };
  const url = signInUrl(deps.config.wecomOrigin, client, {
    corpid,
    agentId: surfaces.app?.agentId ?? 0,
    returnTo: `${pages?.origin ?? ''}${pathTo(slug, '/sign-in')}`,
    state,
    lang: going.lang,
  });
  return lookAt(url, [cookiesOf(corp).way(state, writeWay(keys, slug, way), WAY_MS / 1_000)]);
}

/** Why nobody was let in. `state`: not the way of this browser, too old, or gone before. */
export type SignInTrouble = 'state' | 'code' | 'stranger' | 'unknown-person' | 'wecom';

export type SignedIn =
  | { readonly kind: 'in'; readonly goesTo: string; readonly cookies: readonly string[] }
  | { readonly kind: 'refused'; readonly because: SignInTrouble };

interface Return {
  readonly query: URLSearchParams;
  readonly cookies: string;
}

/**
 * Somebody came back from WeCom. He is let in when this very browser was sent there by us not long ago, for the first time, with a
 * code that WeCom says is of somebody at work here.
 */
export async function finishSignIn(
  deps: PageDeps,
  corp: CorpConfig,
  keys: CorpKeys,
  { query, cookies }: Return,
): Promise<SignedIn> {
  const [state, code] = [only(query, 'state'), only(query, 'code')];
  const held = state && cookiesOf(corp).wayIn(cookies, state);
  const way = held ? readWay(keys, corp.slug, held) : null;
  if (!state || !code || !way || !sameText(way.state, state)) return refused('state');
  if ((await claimWay(deps, corp.slug, way)) === 'spent') return refused('state');
  const userid = await whoIs(deps, corp.slug, code);
  if (typeof userid !== 'string') return userid;
  return letIn(deps, corp, keys, { way, userid, before: cookiesOf(corp).sessionIn(cookies) });
}

const refused = (because: SignInTrouble): SignedIn => ({ kind: 'refused', because });

/** A parameter that stands there once. */
function only(query: URLSearchParams, name: string): string | null {
  const [value, ...more] = query.getAll(name);
  return value && more.length === 0 && value.length <= 512 ? value : null;
}

/** The first to come back by a way has it. */
async function claimWay({ db }: PageDeps, corp: Corp, { state, atMs }: Way): Promise<'first' | 'spent'> {
  return db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const ageMs = at.getTime() - atMs;
    if (ageMs < 0 || ageMs > WAY_MS) return 'spent';
    await tx.signIn.deleteMany({ where: { corp, at: { lt: new Date(at.getTime() - DAY_MS) } } });
    const { count } = await tx.signIn.createMany({
      data: [{ corp, stateHash: hashOf(state), at }],
      skipDuplicates: true,
    });
    return count === 1 ? 'first' : 'spent';
  });
}

async function whoIs({ wecom, log }: PageDeps, corp: Corp, code: string): Promise<string | SignedIn> {
  try {
    const visitor = await wecom.of(corp).identity.visitor(code);
    return visitor.kind === 'member' ? visitor.userid : refused('stranger');
  } catch (err) {
    if (refusedWith(err, 40029, 42022)) return refused('code');
    log.warn({ err, corp }, 'WeCom did not say who opened a page');
    return refused('wecom');
  }
}

interface Coming {
  readonly way: Way;
  readonly userid: string;
  /** The token that this browser held until now; its session ends. */
  readonly before: string | null;
}

async function letIn(deps: PageDeps, corp: CorpConfig, keys: CorpKeys, coming: Coming): Promise<SignedIn> {
  const { slug } = corp;
  const { way, userid, before } = coming;
  const token = await deps.db.withCorp(slug, async (tx) => {
    const at = await nowIn(tx);
    const entering = { corp: slug, keys, at };
    const person = (await directoryOf(tx, slug, at.getTime())).byAccount.get(userid);
    if (person?.status !== 'active') return null;
    const old = before ? await findSession(tx, slug, before, at) : null;
    if (old) await endSession(tx, entering, old, 'signed-out');
    return beginSession(tx, entering, { id: person.id, userid }, way.client);
  });
  if (token === null) return refused('unknown-person');
  const cookies = cookiesOf(corp);
  return {
    kind: 'in',
    goesTo: way.goesTo,
    cookies: [cookies.session(token, SESSION_MS / 1_000), cookies.noWay(way.state)],
  };
}

/** What a browser keeps while it is at WeCom's. */
interface Way {
  readonly state: string;
  readonly atMs: number;
  readonly client: PageClient;
  readonly goesTo: string;
}

function writeWay(keys: Pick<CorpKeys, 'sign'>, corp: Corp, { state, atMs, client, goesTo }: Way): string {
  const said = [state, atMs.toString(36), client, Buffer.from(goesTo).toString('base64url')].join('.');
  return `${said}.${keys.sign('page-way', `${corp}.${said}`)}`;
}

const WAY = /^(([0-9a-f]{32})\.([0-9a-z]{1,10})\.(wecom|browser)\.([\w-]{1,700}))\.([\w-]{1,100})$/;

function readWay(keys: Pick<CorpKeys, 'sign'>, corp: Corp, held: string): Way | null {
  const [, said, state, at, client, goesTo, mac] = WAY.exec(held) ?? [];
  if (!said || !state || !at || !goesTo || !mac) return null;
  if (!sameText(mac, keys.sign('page-way', `${corp}.${said}`))) return null;
  const path = Buffer.from(goesTo, 'base64url').toString('utf8');
  return { state, atMs: Number.parseInt(at, 36), client: client === 'wecom' ? 'wecom' : 'browser', goesTo: path };
}
