import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import type { Intake } from '../../intake/accept-callback.ts';
import type { CallbackSources } from '../../intake/callback-sources.ts';
import { type Addressed, type OpenedCall, openCall, type Receiver, receiverAt } from '../../intake/open-call.ts';
import { elapsedMs } from '../../time.ts';
import { traced } from '../../tracing/trace.ts';
import { openEnvelope } from '../../wecom/callback/envelope.ts';
import { readQuery } from '../../wecom/callback/query.ts';
import { MAX_BODY_BYTES } from '../../wecom/callback/read-encrypt.ts';
import { type Cause, type Refused, refused } from '../../wecom/callback/refusal.ts';
import { openRefusals } from '../refusals.ts';

type Slice = Pick<Deps, 'config' | 'metrics' | 'log'> & {
  readonly intake: Pick<Intake, 'accept'>;
  readonly sources: Pick<CallbackSources, 'judge'>;
};
type Call = FastifyRequest<{ Params: Addressed }>;

const PATHS = ['/callbacks/:corp/:surface', '/callbacks/:corp/:surface/:word'] as const;

/** WeCom's echo is a number; letters are allowed, markup is not: the check must never print a captured event. */
const ECHO = /^[\w-]{1,64}$/;

/**
 * `GET|POST /callbacks/{corp}/{surface}`, with the surface's own word behind it where there is one. Until the receiver id has matched, every refusal is an empty 4xx and
 * leaves nothing but a count; once it has matched, the call is kept and answered 200, whatever is in it.
 */
export function callbackRoutes({ config, metrics, log, intake, sources }: Slice) {
  const refusals = openRefusals();

  const refuse = (call: FastifyRequest, reply: FastifyReply, cause: Cause): FastifyReply => {
    metrics.refused.inc({ cause });
    if (refusals.note(call.ip) === 'too-many') return reply.code(429).send();
    return reply.code(cause === 'size' ? 413 : 403).send();
  };

  /** Only of a call that somebody signed it is worth knowing where it comes from. */
  const fromWeCom = (call: Call, { corp }: Receiver, opened: OpenedCall | Refused): OpenedCall | Refused =>
    opened.kind === 'opened' && sources.judge(corp, call.ip) === 'refused' ? refused('source') : opened;

  const openPost = (call: Call): OpenedCall | Refused => {
    const receiver = receiverAt(config, call.params);
    if (receiver.kind === 'refused') return receiver;
    const query = readQuery(searchOf(call));
    if (query.kind === 'refused') return query;
    return fromWeCom(call, receiver, openCall(receiver, query, bodyOf(call)));
  };

  const openEcho = (call: Call): Buffer | Refused => {
    const receiver = receiverAt(config, call.params);
    if (receiver.kind === 'refused') return receiver;
    const query = readQuery(searchOf(call));
    if (query.kind === 'refused') return query;
    const opened = openEnvelope(receiver.keys, receiver.receiverId, query, query.echostr);
    if (opened.kind === 'refused') return opened;
    if (sources.judge(receiver.corp, call.ip) === 'refused') return refused('source');
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

    for (const path of PATHS) {
      app.get(path, async (call: Call, reply) => {
        const echo = openEcho(call);
        if (!Buffer.isBuffer(echo)) return refuse(call, reply, echo.cause);
        return reply.type('text/plain').send(echo);
      });

      app.post(path, { bodyLimit: MAX_BODY_BYTES }, async (call: Call, reply) => {
        const beganMs = elapsedMs();
        const opened = openPost(call);
        if (opened.kind === 'refused') return refuse(call, reply, opened.cause);
        const { corp, surface } = opened.sealed;
        await traced('callback', { corp, surface }, () => intake.accept(opened), null);
        metrics.callbackSeconds.observe((elapsedMs() - beganMs) / 1_000);
        return reply.code(200).send();
      });
    }
  };
}

/** The query as it was written: a parser would hide what was repeated. */
function searchOf({ raw }: FastifyRequest): string {
  const url = raw.url ?? '';
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
}

const bodyOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
