import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../src/time.ts';
import type { Stage } from '../verbs/stage.ts';
import { anyEmployee, findEmployee } from '../world/people.ts';
import { authorize, type SignInQuery } from '../world/sign-in-codes.ts';
import { html, linkTarget } from './html.ts';
import { page } from './layout.ts';

interface Options {
  readonly clock: Clock;
  readonly stages: ReadonlyMap<string, Stage>;
  readonly stageOf: (corp: string) => Stage;
}

type Opening = { readonly Params: { corp: string; userid: string }; readonly Querystring: { readonly url?: string } };
type Asking = { readonly Querystring: SignInQuery & { readonly appid?: string; readonly as?: string } };

const PHONE = 'simulator-phone';

/** Links of a phone open as its person, and WeCom's two ways of telling a page who that is [91022, 98152]. */
export function signInRoutes(app: FastifyInstance, { clock, stages, stageOf }: Options): void {
  app.get<Opening>('/phone/:corp/:userid/open', (request, reply) => {
    const { corp, userid } = request.params;
    const person = anyEmployee(stageOf(corp).company, userid);
    forgetOtherPhones(request, reply);
    reply.header('set-cookie', `${PHONE}=${corp}/${encodeURIComponent(person.userid)}; Path=/; HttpOnly; SameSite=Lax`);
    return reply.redirect(linkTarget(request.query.url ?? ''), 303);
  });

  const ask = async (request: FastifyRequest<Asking>, reply: FastifyReply): Promise<FastifyReply> => {
    const stage = [...stages.values()].find(({ company }) => company.corpid === request.query.appid);
    if (!stage) return fault(reply, 'appid参数错误');
    const userid = request.query.as ?? phoneOf(request, stage);
    const employee = userid === null ? undefined : findEmployee(stage.company, userid);
    if (!employee) return choose(request, reply, stage);
    const went = authorize(stage.company, { userid: employee.userid }, request.query, await clock.now());
    return 'fault' in went ? fault(reply, went.fault) : reply.redirect(went.goTo, 302);
  };
  app.get<Asking>('/connect/oauth2/authorize', ask);
  app.get<Asking>('/wwlogin/sso/login', ask);
}

/** Every phone is a browser of its own: what pages left in another one is not there. */
function forgetOtherPhones({ headers }: FastifyRequest, reply: FastifyReply): void {
  const names = (headers.cookie ?? '').split(';').flatMap((pair) => pair.split('=')[0]?.trim() || []);
  for (const name of names) if (name !== PHONE) reply.header('set-cookie', `${name}=; Path=/; Max-Age=0`);
}

function phoneOf({ headers }: FastifyRequest, { company }: Stage): string | null {
  const [, corp, userid] = new RegExp(`${PHONE}=([^/;]+)/([^;]+)`).exec(headers.cookie ?? '') ?? [];
  return corp === company.slug && userid ? decodeURIComponent(userid) : null;
}

/** Whoever opens a page in a browser of his own scans a code; here he says whose phone it is. */
function choose({ url }: FastifyRequest, reply: FastifyReply, { company }: Stage): FastifyReply {
  const people = [...company.people.values()].map(
    ({ userid, name }) =>
      html`<li><a href="${`${url}&as=${encodeURIComponent(userid)}`}">${name}</a> <small>${userid}</small></li>`,
  );
  const body = html`<header><h1>谁来扫码？ <small>whose phone scans the code · ${company.title}</small></h1></header><main><section><ul class="groups">${people}</ul></section></main>`;
  return reply.type('text/html; charset=utf-8').send(page('扫码登录', body));
}

function fault(reply: FastifyReply, words: string): FastifyReply {
  const body = html`<header><h1>${words}</h1></header>`;
  return reply.code(400).type('text/html; charset=utf-8').send(page(words, body));
}
