import type { FastifyInstance } from 'fastify';
import { measureBacklog } from '../../backlog/measure-backlog.ts';
import type { Deps } from '../../deps.ts';
import { atMost } from '../../time.ts';

/** Prometheus waits ten seconds; what the database says is as old as the last scrape when it takes longer than this. */
const PATIENCE_MS = 2_000;

/** `GET /metrics`, in Prometheus' text form; what waits is counted when it is asked for. */
export const metricsRoutes =
  (deps: Pick<Deps, 'config' | 'db' | 'metrics'>) =>
  async (app: FastifyInstance): Promise<void> => {
    const { registry } = deps.metrics;
    app.get('/metrics', async (_, reply) => {
      await atMost(PATIENCE_MS, measureBacklog(deps));
      return reply.type(registry.contentType).send(await registry.metrics());
    });
  };
