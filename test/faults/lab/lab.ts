import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Queue } from 'bullmq';
import { install } from '../../../simulator/demo/install.ts';
import type { CallbackAddress } from '../../../simulator/world/company.ts';
import { openLog } from '../../../src/log.ts';
import { openQueue } from '../../../src/queue/open-queue.ts';
import { BELLS } from '../../../src/queue/producer.ts';
import type { Figures } from '../figures.ts';
import { freePort, type RealProcess, type Start, startProcess } from '../processes.ts';
import { openTown, policyA } from '../town.ts';
import { openTraffic } from '../traffic.ts';
import { checkAll } from './checker.ts';
import type { Task } from './load.ts';
import { socketOf, throughPort } from './postgres-address.ts';
import { type Load, type Posted, startLoad } from './sender.ts';
import { openTcpProxy } from './tcp-proxy.ts';
import { openWire } from './wire.ts';

export interface LabOptions {
  /** Where bells are kept: in the database unless told. */
  readonly redisUrl?: string;
  /** A wire before PostgreSQL, for all processes together, that can be cut and refuse. */
  readonly wired?: 'to PostgreSQL';
  readonly servers?: readonly string[];
  readonly workers?: readonly string[];
}

const SURFACES = ['app', 'contacts'] as const;

/** A town whose house lives in real processes: a server or several, workers, WeCom, and people who come and go. */
export async function openLab({ redisUrl, wired, servers = ['server'], workers = ['one', 'two'] }: LabOptions = {}) {
  const town = await openTown();
  const traffic = await openTraffic(town, await town.settle());
  const { first, home, simulator, database } = town;
  const tenant = town.tenantOf(first);
  writeFileSync(join(home, 'kek'), town.kekBytes.toString('base64'), { mode: 0o600 });
  const keys = install(home, [{ slug: first, title: '示范实业', tenant, policy: policyA }]);
  const addressOf = (name: string): CallbackAddress => {
    const key = keys.get(`${first}-${name}`);
    if (!key) throw new Error(`no keys of ${name}`);
    return { url: '', ...key };
  };
  const postgres = wired ? await openTcpProxy([socketOf(database.appUrl)]) : null;
  const addressed = (url: string): string => (postgres ? throughPort(url, postgres.port) : url);
  const env = {
    DATABASE_URL: addressed(database.appUrl),
    ...(redisUrl ? { REDIS_URL: redisUrl } : { QUEUE_DATABASE_URL: addressed(database.queueUrl) }),
    QUNGUI_HOME: home,
    QUNGUI_CONFIG: join(home, 'qungui.yaml'),
    QUNGUI_CLOCK: 'movable',
    QUNGUI_WECOM_ORIGIN: simulator.origin,
    QUNGUI_LOG_LEVEL: 'error',
  };
  const ports = new Map<string, number>();
  for (const name of servers) ports.set(name, await freePort());
  const starts = new Map<string, Start>();
  for (const name of servers)
    starts.set(name, { name, entry: 'src/server.ts', env: { ...env, QUNGUI_PORT: String(ports.get(name)) } });
  for (const name of workers) starts.set(name, { name, entry: 'workers/main.ts', env });

  const running = new Map<string, RealProcess>();
  /** Starts one of them, anew or with something else; `beside`: the one that runs goes on. */
  const start = async (name: string, over: Partial<Start> = {}, where: 'in its place' | 'beside' = 'in its place') => {
    const wanted = starts.get(name);
    if (!wanted) throw new Error(`there is no process ${name}`);
    const one = await startProcess({ ...wanted, ...over, env: { ...wanted.env, ...over.env } });
    if (where === 'in its place') running.set(name, one);
    return one;
  };
  const origin = `http://127.0.0.1:${[...ports.values()][0]}`;
  const wire = await openWire(origin, SURFACES.map(addressOf), tenant.corpid);
  for (const name of SURFACES)
    tenant.setCallback(name, { ...addressOf(name), url: `${wire.origin}/callbacks/${first}/${name}` });
  await Promise.all([...starts.keys()].map((name) => start(name)));
  await Promise.all([...running.values()].map((one) => one.ready()));

  const loads: Load[] = [];
  const load = async (over: Partial<Task> & { readonly origin?: string } = {}): Promise<Load> => {
    const { token, aesKey } = addressOf('app');
    const started = startLoad({
      url: `${over.origin ?? origin}/callbacks/${first}/app`,
      ...{ token, aesKey, corpid: tenant.corpid, groups: traffic.groups },
      ...{ series: `s${loads.length}n`, connections: 'kept', retryAfterMs: 5_000 },
      aheadMs: (await town.clock.now()).getTime() - Date.now(),
      ...over,
    });
    loads.push(started);
    return started;
  };
  return {
    town,
    traffic,
    wire,
    postgres,
    origin,
    ports,
    running,
    start,
    load,
    env,
    addressOf,
    /** The set checker, when `load` has ended and WeCom has sent all it had to. */
    check: async (posted: readonly Posted[]): Promise<Figures> => {
      await simulator.idle();
      const accepted = new Set([...wire.accepted, ...posted.flatMap((one) => [...one.accepted])]);
      return checkAll({ town, traffic, posted: { accepted }, running: [...running.values()] });
    },
    /** Jobs that the queue's store has given up. */
    failedJobs: async (): Promise<number> => {
      const opened = await openQueue(redisUrl ? { redisUrl } : { queueUrl: database.queueUrl }, openLog('silent'));
      const queues = BELLS.map((name) => opened.store?.queue(name) as unknown as Queue);
      const counts = await Promise.all(queues.map((queue) => queue.getFailedCount()));
      await Promise.all(queues.map((queue) => queue.close()));
      await opened.close();
      return counts.reduce((sum, count) => sum + count, 0);
    },
    close: async (): Promise<void> => {
      for (const one of loads) one.kill();
      await Promise.all([...running.values()].map((one) => one.kill()));
      wire.close();
      await postgres?.close();
      await town.close();
    },
  };
}

export type Lab = Awaited<ReturnType<typeof openLab>>;
