import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import type { Intake } from '../../intake/accept-callback.ts';
import { type OpenedCall, openCall, receiverAt } from '../../intake/open-call.ts';
import { elapsedMs } from '../../time.ts';
import { openEnvelope } from '../../wecom/callback/envelope.ts';
import { readQuery } from '../../wecom/callback/query.ts';
import { MAX_BODY_BYTES } from '../../wecom/callback/read-encrypt.ts';
import { type Cause, type Refused, refused } from '../../wecom/callback/refusal.ts';
import { openRefusals } from '../refusals.ts';

type Slice = Pick<Deps, 'config' | 'metrics' | 'log'> & { readonly intake: Pick<Intake, 'accept'> };
type Call = FastifyRequest<{ Params: { corp: string; surface: string } }>;

/** WeCom's echo is a number; letters are allowed, markup is not: the check must never print a captured event. */
const ECHO = /^[\w-]{1,64}$/;

/**
 * `GET|POST /callbacks/{corp}/{surface}`. Until the receiver id has matched, every refusal is an empty 4xx and
 * leaves nothing but a count; once it has matched, the call is kept and answered 200, whatever is in it.
 */
export function callbackRoutes({ config, metrics, log, intake }: Slice) {
  const refusals = openRefusals();

  const refuse = (call: FastifyRequest, reply: FastifyReply, cause: Cause): FastifyReply => {
    metrics.refused.inc({ cause });
    if (refusals.note(call.ip) === 'too-many') return reply.code(429).send();
    return reply.code(cause === 'size' ? 413 : 403).send();
  };

  const openPost = (call: Call): OpenedCall | Refused => {
    const receiver = receiverAt(config, call.params.corp, call.params.surface);
    if (receiver.kind === 'refused') return receiver;
    const query = readQuery(searchOf(call));
    if (query.kind === 'refused') return query;
    return openCall(receiver, query, bodyOf(call));
  };

  const openEcho = (call: Call): Buffer | Refused => {
    const receiver = receiverAt(config, call.params.corp, call.params.surface);
    if (receiver.kind === 'refused') return receiver;
    const query = readQuery(searchOf(call));
    if (query.kind === 'refused') return query;
    const opened = openEnvelope(receiver.keys, receiver.receiverId, query, query.echostr);
    if (opened.kind === 'refused') return opened;
    return ECHO.test(opened.plaintext.toString('latin1')) ? opened.plaintext : refused('echo');
  };

  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    // WeCom documents no content type; whatever a call says of itself, its body is taken as bytes.
    app.addHook('onRequest', async ({ raw }) => {
      raw.headers['content-type'] = 'application/octet-stream';
    });
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    app.setErrorHandler((err: FastifyError, call, reply) => {
      const status = err.statusCode ?? 500;
      if (status < 500) return refuse(call, reply, status === 413 ? 'size' : 'body');
      log.error({ err, status }, 'a callback could not be answered 200');
      return reply.code(503).send();
    });

    app.get('/callbacks/:corp/:surface', async (call: Call, reply) => {
      const echo = openEcho(call);
      if (!Buffer.isBuffer(echo)) return refuse(call, reply, echo.cause);
      return reply.type('text/plain').send(echo);
    });

    app.post('/callbacks/:corp/:surface', { bodyLimit: MAX_BODY_BYTES }, async (call: Call, reply) => {
      const beganMs = elapsedMs();
      const opened = openPost(call);
      if (opened.kind === 'refused') return refuse(call, reply, opened.cause);
      await intake.accept(opened);
      metrics.callbackSeconds.observe((elapsedMs() - beganMs) / 1_000);
      return reply.code(200).send();
    });
  };
}

/** The query as it was written: a parser would hide what was repeated. */
function searchOf({ raw }: FastifyRequest): string {
  const url = raw.url ?? '';
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
}

const bodyOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
