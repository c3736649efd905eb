import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../src/config.ts';
import { buildApp, openDoor } from '../../src/http/app.ts';
import { callbackRoutes } from '../../src/http/routes/callback.ts';
import { Corp } from '../../src/ids.ts';
import { keepBatch } from '../../src/intake/keep-batch.ts';
import { openLog } from '../../src/log.ts';
import { type OpenDeps, openDeps } from '../../src/open-deps.ts';
import { aCorp, aSurface, configIn } from '../../test/builders/config.ts';
import type { Sender } from './sealed-requests.ts';

/** How far a request goes: answered at once, verified and opened, kept with its own INSERT, kept as the product does. */
export const DEPTHS = ['bare', 'crypto_only', 'single_insert', 'durable'] as const;
export type Depth = (typeof DEPTHS)[number];

/** The product's own receiver on a fresh embedded PostgreSQL under `root`, and the same route cut short in three places. */
export interface Station {
  readonly sender: Sender;
  readonly home: string;
  port(depth: Depth): number;
  /** Rows kept so far. */
  kept(): Promise<number>;
  close(): Promise<void>;
}

const BENCH = Corp.parse('bench');
const CORPID = 'wwbench0123456789a';
const KEY = { token: 'benchToken', aesKey: 'k7Qm2Zr9Tx4Wb6Yd1Ns8Fv3Hj5Lp0Gc7Ae2Ru4Ti6Oy' } as const;
const PATH = `/callbacks/${BENCH}/app`;

export async function openStation(root: string): Promise<Station> {
  const home = mkdtempSync(join(root, 'qungui-bench-'));
  const deps = await openDeps(configOf(home), openLog('error'));
  const apps: Record<Depth, FastifyInstance> = {
    bare: bareApp(deps),
    crypto_only: appThatKeeps(deps, async () => 'new'),
    single_insert: appThatKeeps(deps, async ({ sealed, plaintext }) => {
      const arrival = { surface: sealed.surface, plaintext, timestamp: sealed.query.timestamp };
      const { answers } = await keepBatch(deps, sealed.corp, [arrival]);
      return answers[0] ?? 'new';
    }),
    durable: buildApp(deps),
  };
  for (const app of Object.values(apps)) await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    home,
    sender: { path: PATH, corpid: CORPID, key: KEY },
    port: (depth) => (apps[depth].server.address() as { port: number }).port,
    kept: () => deps.db.withCorp(BENCH, (tx) => tx.callback.count()),
    close: async () => {
      for (const app of Object.values(apps)) await app.close();
      await deps.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The same server, path and body reading, and an answer. */
function bareApp({ log }: OpenDeps): FastifyInstance {
  const app = openDoor(log);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.post('/callbacks/:corp/:surface', async (_, reply) => reply.code(200).send());
  return app;
}

function appThatKeeps(
  deps: OpenDeps,
  accept: Parameters<typeof callbackRoutes>[0]['intake']['accept'],
): FastifyInstance {
  const app = openDoor(deps.log);
  app.register(callbackRoutes({ ...deps, intake: { accept }, sources: { judge: () => 'taken' } }));
  return app;
}

const configOf = (home: string): Config => {
  const surfaces = { app: aSurface('app', CORPID, [KEY]) };
  return configIn(home, [aCorp(BENCH, { corpid: CORPID, name: 'bench', surfaces })], {
    clock: 'fixed',
    logLevel: 'error',
  });
};
