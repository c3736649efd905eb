import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededChance } from '../../simulator/chance.ts';
import { openClockwork } from '../../simulator/demo/clockwork.ts';
import { install } from '../../simulator/demo/install.ts';
import { openSimulator } from '../../simulator/simulator.ts';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { KEY_BYTES } from '../../src/db/kek.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { packageRoot } from '../../src/db/package-root.ts';
import { Corp } from '../../src/ids.ts';
import { loadConfig } from '../../src/load-config.ts';
import { openLog } from '../../src/log.ts';
import { openDeps } from '../../src/open-deps.ts';
import { openTcpProxy } from '../faults/lab/tcp-proxy.ts';
import { freePort } from '../faults/processes.ts';
import { startRedis } from '../redis.ts';
import { type Busy, settleBusy } from './company.ts';
import { type Member, openMember } from './process.ts';

export interface PlantOptions {
  readonly seed: number;
  readonly corps: number;
  /** Of each corp. */
  readonly groups: number;
  readonly receivers: number;
  readonly workers: number;
}

export type Plant = Awaited<ReturnType<typeof openPlant>>;

/** The product as it runs beyond one process: receivers behind a proxy, workers, Redis and PostgreSQL; and a WeCom to talk to. */
export async function openPlant({ seed, corps: count, groups, receivers, workers }: PlantOptions) {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0)) await one();
  };
  try {
    const home = mkdtempSync(join(tmpdir(), 'qungui-plant-'));
    closers.unshift(async () => rmSync(home, { recursive: true, force: true }));
    const log = openLog('error');
    const database = await openDatabase({ home, log });
    closers.unshift(database.close);
    const redis = await startRedis(await freePort());
    closers.unshift(redis.stop);
    const simulator = await openSimulator({ clock: { now: async () => new Date() }, seed, retryAfterMs: 2_000 });
    closers.unshift(simulator.close);

    const corps = Array.from({ length: count }, (_, nth) => Corp.parse(`shifan${nth}`));
    const policy = readFileSync(join(packageRoot(), 'policies', 'chongqing-industrial.yaml'), 'utf8');
    const companies = new Map<Corp, Busy>();
    for (const [nth, corp] of corps.entries()) {
      const tenant = simulator.addTenant({ name: corp, title: `示范${nth}` });
      companies.set(corp, await settleBusy(tenant, groups, seededChance(seed * 100 + nth)));
    }
    writeFileSync(join(home, 'kek'), randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600 });
    const keys = install(
      home,
      [...companies].map(([corp, { tenant }]) => ({ slug: corp, title: corp, tenant, policy })),
    );
    const env = {
      DATABASE_URL: database.appUrl,
      ...(database.queueUrl && { QUEUE_DATABASE_URL: database.queueUrl }),
      REDIS_URL: redis.url,
      QUNGUI_HOME: home,
      QUNGUI_CONFIG: join(home, 'qungui.yaml'),
      QUNGUI_WECOM_ORIGIN: simulator.origin,
      QUNGUI_LOG_LEVEL: 'error',
    };
    const members = (name: string, entry: string, wanted: number): Promise<Member[]> =>
      Promise.all(Array.from({ length: wanted }, (_, nth) => openMember({ name: `${name} ${nth + 1}`, entry, env })));
    const all = {
      receivers: await members('receiver', 'src/server.ts', receivers),
      workers: await members('worker', 'workers/main.ts', workers),
    };
    const everybody = [...all.receivers, ...all.workers];
    closers.unshift(() => Promise.all(everybody.map((one) => one.kill())));
    for (const one of everybody) await one.start();
    const proxy = await openTcpProxy(all.receivers.map(({ port }) => ({ port, host: '127.0.0.1', noDelay: true })));
    closers.unshift(proxy.close);
    for (const [corp, { tenant }] of companies)
      for (const surface of ['app', 'contacts'] as const) {
        const key = keys.get(`${corp}-${surface}`);
        const url = `http://127.0.0.1:${proxy.port}/callbacks/${corp}/${surface}`;
        if (key) tenant.setCallback(surface, { url, ...key });
      }

    // What the run itself looks through. Nobody works in it.
    const deps = await openDeps(loadConfig(env), log);
    closers.unshift(deps.close);
    const watched = openClockwork(deps.db, corps, async () => undefined, simulator.idle);
    for (const [corp, { world }] of companies) await moveIn(deps, corp, world, policy, 'li.renshi', watched.settle);

    return {
      corps,
      companies,
      simulator,
      redis,
      deps,
      ...all,
      everybody,
      /** Resolves when nothing that is due is left. */
      settle: watched.settle,
      /** Callbacks that are kept and not reviewed yet. */
      unreviewed: async (): Promise<number> => {
        const counts = await Promise.all(
          corps.map((corp) => deps.db.withCorp(corp, (tx) => tx.callback.count({ where: { corp, state: 'new' } }))),
        );
        return counts.reduce((sum, count) => sum + count, 0);
      },
      /** kill -9; whoever holds the embedded server starts it again. */
      killPostgres: (): void => {
        process.kill(Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      },
      superuserUrl: database.superuserUrl ?? '',
      close,
    };
  } catch (err) {
    await close();
    throw err;
  }
}
