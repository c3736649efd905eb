import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { openClockwork } from '../../simulator/demo/clockwork.ts';
import { openSimulator } from '../../simulator/simulator.ts';
import type { Tenant } from '../../simulator/tenant.ts';
import { moveIn } from '../../simulator/worlds/move-in.ts';
import { type Small, settleSmall } from '../../simulator/worlds/small.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { moveClock, openDb, type Tx } from '../../src/db/client.ts';
import { KEY_BYTES, kekOf } from '../../src/db/kek.ts';
import { openKeyring } from '../../src/db/keyring.ts';
import type { Deps } from '../../src/deps.ts';
import { buildApp } from '../../src/http/app.ts';
import { Corp } from '../../src/ids.ts';
import { openLog } from '../../src/log.ts';
import { openMetrics } from '../../src/metrics.ts';
import { deliverNotices } from '../../src/notices/deliver.ts';
import { openQueue, type QueueSettings } from '../../src/queue/open-queue.ts';
import { silentBell } from '../../src/queue/producer.ts';
import type { Store } from '../../src/queue/store.ts';
import { reviewCallbacks } from '../../src/review/review-callback.ts';
import { fireDueTimers } from '../../src/timers/fire.ts';
import { armStanding } from '../../src/timers/standing.ts';
import { LIMITS } from '../../src/wecom/limits.ts';
import { openWeCom } from '../../src/wecom/open-wecom.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { configIn, corpOf } from '../builders/config.ts';
import { freshDatabase } from '../db.ts';
import { HASTY } from '../wecom/hasty.ts';

export const policyA = readFileSync('policies/chongqing-industrial.yaml', 'utf8');
/** Thursday, 26 November 2026, a working day; the time of day in China. */
export const at = (time: string, day = '26'): string => `2026-11-${day}T${time}:00+08:00`;

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

export interface TownOptions {
  readonly corps?: readonly string[];
  readonly startAt?: string;
  /** What the tenants' secrets begin with, so that it can be looked for. */
  readonly mark?: string;
  /** How long an answer of WeCom is waited for: short where a test has it give none. */
  readonly answerWithinMs?: number;
}

/** One database, one WeCom, several small companies in the house, and as many processes of it as a test opens. */
export async function openTown({
  corps: names = ['shifan'],
  startAt = at('09:30'),
  mark = 'secret',
  answerWithinMs = LIMITS.totalMs,
}: TownOptions = {}) {
  const corps = names.map((name) => Corp.parse(name));
  const [first] = corps as [Corp];
  const database = await freshDatabase();
  const home = mkdtempSync(join(tmpdir(), 'qungui-town-'));
  const kekBytes = randomBytes(KEY_BYTES);
  const kek = kekOf(kekBytes);
  const lines: string[] = [];
  const watch = openDb(database.appUrl, 'movable', 4);
  const setClock = async (time: string): Promise<void> => {
    await moveClock(watch, first, Date.parse(time) - (await watch.clock.now()).getTime());
  };
  await setClock(startAt);
  const simulator = await openSimulator({ clock: watch.clock, retryAfterMs: 20 });
  const addTenant = (corp: Corp): Tenant =>
    simulator.addTenant({
      name: corp,
      title: `示范${corp}`,
      appSecret: `${mark}-app-${corp}`,
      contactsSecret: `${mark}-contacts-${corp}`,
    });
  const tenants = new Map(corps.map((corp) => [corp, addTenant(corp)]));
  const tenantOf = (corp: Corp): Tenant => tenants.get(corp) as Tenant;
  const config = configIn(
    home,
    [...tenants].map(([corp, tenant]) => corpOf(corp, tenant, (surface) => [keyOf(corp, surface)])),
    { wecomOrigin: simulator.origin },
  );
  const closers: (() => Promise<unknown>)[] = [];

  /** One process's worth of house: its own pool, keys, tokens and queue. Nothing works in it until it is told to. */
  const openStation = async (queueSettings: QueueSettings = {}) => {
    const log = openLog('trace', (line) => void lines.push(line));
    const metrics = openMetrics();
    const db = openDb(database.appUrl, 'movable');
    const keys = openKeyring(db, kek);
    const wecom = openWeCom({ config, db, keys, metrics, log, limits: { ...HASTY, totalMs: answerWithinMs } });
    const queue = await openQueue(queueSettings, log);
    const deps: Deps & { readonly store: Store | null } = {
      ...{ config, db, clock: db.clock, keys, wecom, metrics, log },
      bell: queue.store ? queue.bell : silentBell,
      store: queue.store,
    };
    let workers: { close(): Promise<void> } | undefined;
    const close = async (): Promise<void> => {
      await workers?.close();
      await queue.close();
      await wecom.close();
      await db.close();
    };
    closers.unshift(close);
    return {
      deps,
      work: (everyMs = 50): void => {
        workers = startWorkers(deps, undefined, everyMs);
      },
      rest: async (): Promise<void> => workers?.close(),
      close: async (): Promise<void> => {
        closers.splice(closers.indexOf(close), 1);
        await close();
      },
    };
  };

  const main = await openStation();
  const { deps } = main;
  const app = buildApp(deps);
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  closers.unshift(() => app.close());
  for (const [corp, tenant] of tenants)
    for (const name of ['app', 'contacts'] as const) {
      const [key] = config.corps.get(corp)?.surfaces[name]?.callbackKeys ?? [];
      if (key) tenant.setCallback(name, { url: `${origin}/callbacks/${corp}/${name}`, ...key });
    }
  for (const corp of corps) await watch.withCorp(corp, async (tx) => armStanding(tx, corp, await watch.clock.now()));

  /** One turn of every worker of the first process. */
  const turn = async (): Promise<void> => {
    for (const corp of corps) {
      await reviewCallbacks(deps, corp, 50);
      await fireDueTimers(deps, corp, 50);
      await deliverNotices(deps, corp, 50);
    }
  };
  const byHand = openClockwork(watch, corps, turn, () => simulator.idle());
  /** Others work; somebody only moves the clock and waits. */
  const byItself = openClockwork(
    watch,
    corps,
    async () => undefined,
    () => simulator.idle(),
  );
  const inCorp = <T>(corp: Corp, work: (tx: Tx) => Promise<T>): Promise<T> => watch.withCorp(corp, work);
  const settle = async (corp: Corp = first): Promise<Small> => {
    const world = await settleSmall(tenantOf(corp));
    await moveIn(deps, corp, world, policyA, 'li.renshi', byHand.settle);
    return world;
  };

  return {
    corps,
    first,
    config,
    database,
    simulator,
    origin,
    deps,
    lines,
    home,
    kekBytes,
    tenantOf,
    openStation,
    turn,
    setClock,
    inCorp,
    settle,
    clock: watch.clock,
    idle: byHand.settle,
    until: (time: string): Promise<void> => byHand.until(new Date(time)),
    watched: { idle: byItself.settle, until: (time: string): Promise<void> => byItself.until(new Date(time)) },
    cases: (corp: Corp = first) =>
      inCorp(corp, (tx) => tx.case.findMany({ where: { corp }, orderBy: { number: 'asc' } })),
    chain: async (corp: Corp = first) => verifyAudit(watch, corp, await deps.keys.of(corp)),
    close: async (): Promise<void> => {
      for (const one of closers.splice(0)) await one();
      await simulator.close();
      await watch.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type Town = Awaited<ReturnType<typeof openTown>>;
export type Station = Awaited<ReturnType<Town['openStation']>>;

/** Letters that every corp and surface has of its own. */
const keyOf = (corp: string, surface: string) => ({
  token: `token${corp}${surface}`,
  aesKey: Buffer.from(`${corp}/${surface}/`.padEnd(33, 'x'))
    .toString('base64url')
    .replaceAll(/[-_]/g, 'A')
    .slice(0, 43),
});
