import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';

/** `GET /metrics`, in Prometheus' text form. */
export const metricsRoutes =
  ({ metrics }: Pick<Deps, 'metrics'>) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get('/metrics', async (_, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
  };
