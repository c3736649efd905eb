import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { groupVerbs } from '../verbs/groups.ts';
import type { Stage } from '../verbs/stage.ts';
import { talkVerbs } from '../verbs/talk.ts';
import { groupPage } from './group-page.ts';

interface Params {
  readonly Params: { readonly corp: string; readonly chatId: string };
}

/** The page of a group, and what its members do there. */
export function groupRoutes(app: FastifyInstance, stageOf: (corp: string) => Stage): void {
  app.get<Params>('/groups/:corp/:chatId', (request, reply) => {
    const stage = stageOf(request.params.corp);
    const group = stage.company.groups.get(request.params.chatId);
    if (!group) throw new TypeError('没有这个群 · no such group');
    return reply.type('text/html; charset=utf-8').send(groupPage(stage, group));
  });

  app.post<Params>('/groups/:corp/:chatId/join', (request, reply) =>
    doing(request, reply, async (verbs, field) =>
      verbs.join(request.params.chatId, field('who'), field('by') === '' ? {} : { inviter: field('by') }),
    ),
  );

  app.post<Params>('/groups/:corp/:chatId/nickname', (request, reply) =>
    doing(request, reply, (verbs, field) => verbs.setNickname(request.params.chatId, field('who'), field('nickname'))),
  );

  app.post<Params>('/groups/:corp/:chatId/say', (request, reply) =>
    doing(request, reply, async (verbs, field) => {
      if (field('text') !== '') await verbs.sayIn(request.params.chatId, field('who'), field('text'));
    }),
  );

  type Verbs = ReturnType<typeof groupVerbs> & ReturnType<typeof talkVerbs>;

  async function doing(
    request: FastifyRequest<Params>,
    reply: FastifyReply,
    work: (verbs: Verbs, field: (name: string) => string) => Promise<void>,
  ): Promise<FastifyReply> {
    if (request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send();
    const { corp, chatId } = request.params;
    const form = new URLSearchParams(String(request.body));
    const stage = stageOf(corp);
    await work({ ...groupVerbs(stage), ...talkVerbs(stage) }, (name) => (form.get(name) ?? '').trim());
    return reply.redirect(`/groups/${corp}/${chatId}`, 303);
  }
}
