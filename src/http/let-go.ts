import type { FastifyInstance } from 'fastify';

/** So long WeCom waits for an answer [90930]; a browser may try again. */
const LAST_MS = 5_000;

/**
 * When a door closes, whoever is not answered in time is let go. Node waits for every connection that ever said a letter, or none
 * at all, and looks at no time limit any more: one silent socket would hold the process until it is ended by force.
 */
export function letGoAtClose(app: FastifyInstance, afterMs: number = LAST_MS): void {
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), afterMs).unref();
  });
}
