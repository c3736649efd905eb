import type { FastifyError, FastifyInstance } from 'fastify';
import type { Log } from '../log.ts';

/** Whatever goes wrong, the caller sees a status and nothing else; what broke on our side is logged without its URL. */
export function silence(app: FastifyInstance, log: Pick<Log, 'error'>): void {
  app.setNotFoundHandler((_, reply) => reply.code(404).send());
  app.setErrorHandler((err: FastifyError, _, reply) => {
    const status = err.statusCode ?? 500;
    if (status >= 500) log.error({ err, status }, 'a request failed');
    return reply.code(status).send();
  });
}
