import Fastify, { type FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { openIntake, type Patience } from '../intake/accept-callback.ts';
import { openCallbackSources } from '../intake/callback-sources.ts';
import { letGoAtClose } from './let-go.ts';
import { callbackRoutes } from './routes/callback.ts';
import { pageRoutes } from './routes/pages.ts';
import { silence } from './silence.ts';

/** What the receiver needs of the house. */
export type ReceiverDeps = Pick<Deps, 'config' | 'db' | 'keys' | 'bell' | 'metrics' | 'log'>;

const MAX_SOCKETS = 1_000;

/** The public door with all that is behind it: callbacks, and the pages of the corps that have some. */
export function buildPublicApp(deps: Deps): FastifyInstance {
  const app = buildApp(deps);
  app.register(pageRoutes(deps));
  return app;
}

/**
 * The door for callbacks. It answers fast or not at all: headers within 5 s, a request within 10 s, at most 1000 sockets.
 * Closing it lets running requests finish, then puts the spool down.
 */
export function buildApp(deps: ReceiverDeps, patience?: Patience): FastifyInstance {
  const app = openDoor(deps.log, deps.config.trustedProxies);
  const intake = openIntake(deps, patience);
  const sources = openCallbackSources(deps);
  app.register(callbackRoutes({ ...deps, intake, sources }));
  app.addHook('onReady', () => intake.warm());
  app.addHook('onReady', () => sources.refresh());
  app.addHook('onClose', async () => sources.close());
  app.addHook('onClose', () => intake.close());
  return app;
}

/** A server with the limits of the house and no route. Fastify's own logger stays off: it writes URLs. */
export function openDoor(log: Deps['log'], trustedProxies: readonly string[] = []): FastifyInstance {
  const app = Fastify({
    logger: false,
    // Who says for whom he calls is believed only where he is listed.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    exposeHeadRoutes: false,
    requestTimeout: 10_000,
    keepAliveTimeout: 30_000,
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16 * 1024 },
    clientErrorHandler: (_err, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
  });
  app.server.maxConnections = MAX_SOCKETS;
  silence(app, log);
  letGoAtClose(app);
  return app;
}
