import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';
import { within } from '../../intake/within.ts';

type Slice = Pick<Deps, 'db' | 'metrics'>;

/** What a balancer and a person are told. `reasons` is empty when nothing is wrong; a waiting spool is said and is no failure. */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
  readonly spoolPending: number;
}

const PATIENCE_MS = 1_000;

/** `GET /health/live`: this process answers. `GET /health/ready`: 200 while the database answers, else 503 with reasons. */
export const healthRoutes =
  (deps: Slice) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get('/health/live', async () => ({ live: true }));
    app.get('/health/ready', async (_, reply) => {
      const state = await readiness(deps);
      return reply.code(state.ready ? 200 : 503).send(state);
    });
  };

async function readiness({ db, metrics }: Slice): Promise<Readiness> {
  const database = await within(PATIENCE_MS, db.clock.now()).then(
    () => null,
    () => 'the database does not answer: callbacks are kept in the spool, nothing is judged',
  );
  const { values } = await metrics.spoolPending.get();
  const spoolPending = values[0]?.value ?? 0;
  const spool = spoolPending > 0 ? `${spoolPending} callbacks wait in the spool and are replayed by themselves` : null;
  return { ready: database === null, reasons: [database, spool].filter((reason) => reason !== null), spoolPending };
}
