import type { FastifyReply } from 'fastify';
import type { ApiFault } from '../faults/faults.ts';
import type { Body } from './endpoint.ts';

/** Answers badly: with an errcode, with a gateway's page, with half an answer, or never. */
export function sendBroken(
  reply: FastifyReply,
  { kind }: ApiFault,
  body: Body,
  refused: (errcode: number) => Body,
): FastifyReply {
  switch (kind) {
    case 'http502':
      return reply.code(502).type('text/html').send('<html><body>502 Bad Gateway</body></html>');
    case 'broken-json': {
      const whole = JSON.stringify(body);
      return reply.type('application/json').send(whole.slice(0, Math.ceil(whole.length / 2)));
    }
    case 'timeout':
      return reply.hijack(); // the connection stays open and silent until the caller or the simulator ends it
    default:
      return reply.send(refused(Number(kind)));
  }
}
