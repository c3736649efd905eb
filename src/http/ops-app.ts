import Fastify, { type FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { letGoAtClose } from './let-go.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { silence } from './silence.ts';

/** The operator's door, on a port of its own that is bound to this machine: health and metrics. */
export function buildOpsApp(deps: Pick<Deps, 'config' | 'db' | 'metrics' | 'log'>): FastifyInstance {
  const app = Fastify({ logger: false, exposeHeadRoutes: false });
  silence(app, deps.log);
  letGoAtClose(app);
  app.register(healthRoutes(deps));
  app.register(metricsRoutes(deps));
  return app;
}
