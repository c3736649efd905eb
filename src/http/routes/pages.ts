import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../ids.ts';
import { type Answer, guarded } from '../../web/answer.ts';
import type { Knock, PageDeps, PageRoute, Sent } from '../../web/call.ts';
import { enter } from '../../web/enter.ts';
import { troublePage } from '../../web/pages/trouble.ts';
import { PAGES_ROOT } from '../../web/paths.ts';
import { ROUTES } from '../../web/routes.ts';
import { styleAnswer, styleSheet } from '../../web/style-sheet.ts';
import { openRefusals } from '../refusals.ts';
import { addressFields } from './fields.ts';
import { formBody } from './form-body.ts';

/** A form of ours is a few kilobytes. */
const MOST_FORM_BYTES = 64 * 1024;
/** One that carries a sheet is as long as that besides. */
const MOST_SHEET_BYTES = 2 * 1024 * 1024;

type CorpCall = FastifyRequest<{ Params: Record<string, string> }>;

/** The pages, when a corp has any: `/h5/{corp}/…`, their style sheet, and the files by which WeCom sees whose the domain is. */
export function pageRoutes(deps: PageDeps) {
  const refusals = openRefusals();
  const pages = [...deps.config.corps.values()].flatMap((corp) => corp.pages ?? []);

  const handler = (route: PageRoute) => async (call: CorpCall, reply: FastifyReply) => {
    const answer = await enter(deps, route, knockOf(call), () => sentWith(call, route));
    const refused = route.who === 'anybody' && answer.status >= 400;
    if (refused && refusals.note(call.ip) === 'too-many')
      return give(reply, plainly(troublePage('too-many', { corp: null, lang: 'zh' })));
    return give(reply, answer);
  };

  return async (app: FastifyInstance): Promise<void> => {
    if (pages.length === 0) return;
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
      done(null, body),
    );
    app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    app.setErrorHandler((err: { readonly statusCode?: number }, _, reply) => {
      const status = err.statusCode ?? 500;
      const number = newId().slice(0, 8);
      if (status >= 500) deps.log.error({ err, number }, 'a page could not be made');
      const trouble = status >= 500 ? 'broken' : status === 413 ? 'too-long' : 'stale-form';
      const answer = plainly(troublePage(trouble, { corp: null, lang: 'zh', number }));
      return give(reply, { ...answer, status });
    });
    app.get(styleSheet().url, async (call, reply) =>
      give(reply, plainly(styleAnswer(String(call.headers['accept-encoding'] ?? '')))),
    );
    for (const word of new Set(pages.flatMap(({ verify }) => verify)))
      app.get(`/WW_verify_${word}.txt`, async (_, reply) => reply.type('text/plain').send(word));
    for (const route of ROUTES)
      for (const url of route.path === '' ? ['', '/'] : [route.path])
        app.route({
          method: route.method,
          url: `${PAGES_ROOT}/:corp${url}`,
          bodyLimit: MOST_FORM_BYTES + (route.takes === 'sheet' ? MOST_SHEET_BYTES : 0),
          handler: handler(route),
        });
    app.get(`${PAGES_ROOT}/*`, async (_, reply) =>
      give(reply, plainly(troublePage('not-found', { corp: null, lang: 'zh' }))),
    );
  };
}

/** For answers of no corp. */
const plainly = (answer: Answer): Answer => ({ ...answer, headers: { ...guarded(''), ...answer.headers } });

/** Read once it is known who sends it; only a form that takes a sheet carries a file. */
async function sentWith({ headers, body }: CorpCall, { takes }: PageRoute): Promise<Sent | null> {
  if (Buffer.isBuffer(body) && takes !== 'sheet') return null;
  return formBody(String(headers['content-type'] ?? ''), body);
}

function knockOf({ params, headers, raw }: CorpCall): Knock {
  const url = raw.url ?? '';
  const at = url.indexOf('?');
  const header = (name: string): string | null => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  return {
    url,
    params,
    query: addressFields(at < 0 ? '' : url.slice(at + 1)),
    cookies: header('cookie') ?? '',
    userAgent: header('user-agent') ?? '',
    from: { secFetchSite: header('sec-fetch-site'), origin: header('origin') },
  };
}

function give(reply: FastifyReply, { status, headers, cookies, body }: Answer): FastifyReply {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
  return reply.code(status).headers(headers).send(body);
}
