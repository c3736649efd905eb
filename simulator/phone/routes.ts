import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Clock } from '../../src/time.ts';
import { pressables } from '../inbox/card.ts';
import { appVerbs } from '../verbs/app.ts';
import { pressOn } from '../verbs/phone.ts';
import type { Stage } from '../verbs/stage.ts';
import { anyEmployee } from '../world/people.ts';
import { adminRoutes } from './admin.ts';
import { groupRoutes } from './group-routes.ts';
import { html } from './html.ts';
import { page } from './layout.ts';
import { LIVE_JS } from './live.ts';
import { LOOK_CSS } from './look.ts';
import { frontPage, phoneInbox, phonePage, phonesList, phonesPage } from './pages.ts';
import { signInRoutes } from './sign-in.ts';
import { untilNineMs } from './times.ts';

export interface PhoneOptions {
  readonly clock: Clock;
  readonly moveClock?: (forwardMs: number) => Promise<unknown>;
  readonly stages: ReadonlyMap<string, Stage>;
}

interface At {
  readonly corp: string;
  readonly userid: string;
}

type Asked = Partial<Record<'part' | 'in' | 'said', string>>;

const send = (reply: FastifyReply, page: string): FastifyReply => reply.type('text/html; charset=utf-8').send(page);
const clientOf = ({ in: client }: Asked): 'wecom' | 'wechat' => (client === 'wechat' ? 'wechat' : 'wecom');

/** The pages a person looks at. Nothing here is WeCom's: it is what WeCom's clients would draw. */
export function phoneRoutes(app: FastifyInstance, options: PhoneOptions): void {
  app.register(async (pages) => {
    pages.setErrorHandler((err: Error, _request, reply) => send(reply.code(404), notThere(err.message)));
    addPages(pages, options);
  });
}

const notThere = (what: string): string =>
  page(
    '没有找到 · not found',
    html`<header><a href="/">‹</a><h1>没有找到 <small>not found</small></h1></header><main><section><p>${what}</p><p><a href="/">回到首页 · back to the first page</a></p></section></main>`,
  );

function addPages(app: FastifyInstance, { clock, moveClock, stages }: PhoneOptions): void {
  const stageOf = (corp: string): Stage => {
    const stage = stages.get(corp);
    if (!stage) throw new TypeError(`no tenant ${corp}`);
    return stage;
  };

  adminRoutes(app, stageOf);
  groupRoutes(app, stageOf);
  signInRoutes(app, { clock, stages, stageOf });

  app.get('/look.css', (_request, reply) => reply.type('text/css').send(LOOK_CSS));
  app.get('/live.js', (_request, reply) => reply.type('text/javascript').send(LIVE_JS));

  app.get('/', async (_request, reply) =>
    send(reply, frontPage(stages.values(), await clock.now(), moveClock ? 'movable' : 'fixed')),
  );

  app.get<{ Querystring: Asked }>('/phone', (request, reply) =>
    send(reply, request.query.part ? phonesList(stages.values()).html : phonesPage(stages.values())),
  );

  app.get<{ Params: At; Querystring: Asked }>('/phone/:corp/:userid', (request, reply) => {
    const { corp, userid } = request.params;
    const client = clientOf(request.query);
    const stage = stageOf(corp);
    return send(
      reply,
      request.query.part
        ? phoneInbox(stage, userid, client).html
        : phonePage(stage, userid, client, request.query.said),
    );
  });

  app.post<{ Params: At }>('/phone/:corp/:userid/press', async (request, reply) => {
    if (request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send();
    const { corp, userid } = request.params;
    await pressForm(stageOf(corp), userid, new URLSearchParams(String(request.body)));
    return reply.redirect(`/phone/${corp}/${encodeURIComponent(userid)}`, 303);
  });

  app.post<{ Params: At }>('/phone/:corp/:userid/say', async (request, reply) => {
    if (request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send();
    const { corp, userid } = request.params;
    const text = (new URLSearchParams(String(request.body)).get('text') ?? '').trim();
    if (text !== '') await appVerbs(stageOf(corp)).say(userid, text);
    return reply.redirect(`/phone/${corp}/${encodeURIComponent(userid)}?said=${encodeURIComponent(text)}`, 303);
  });

  app.post('/clock', async (request, reply) => {
    if (!moveClock || request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send();
    const by = new URLSearchParams(String(request.body)).get('by') ?? '';
    await moveClock(by === 'nine' ? untilNineMs(await clock.now()) : Number(by));
    return reply.redirect('/', 303);
  });
}

/** A press on the page: the message, the button's key, and what was chosen in each question. */
async function pressForm(stage: Stage, userid: string, form: URLSearchParams): Promise<void> {
  const delivery = anyEmployee(stage.company, userid).inbox.find(({ message }) => message.msgid === form.get('msgid'));
  const pressed = delivery?.card && pressables(delivery.card).find(({ key }) => key === form.get('key'));
  if (!delivery?.card || !pressed) throw new TypeError('no such button');
  const chosen: Record<string, string[]> = {};
  for (const [name, value] of form) {
    if (!name.startsWith('q.')) continue;
    chosen[name.slice(2)] = [...(chosen[name.slice(2)] ?? []), value];
  }
  await pressOn(stage, delivery, delivery.card, pressed, chosen);
}
