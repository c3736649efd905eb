import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openLog } from '../../src/log.ts';
import { type OpenQueue, openQueue } from '../../src/queue/open-queue.ts';
import { startWorker } from '../../src/queue/start-worker.ts';
import { asSuperuser } from '../db.ts';
import { quantile, record, sized, tenth } from './figures.ts';
import { socketOf, throughPort } from './lab/postgres-address.ts';
import { openTcpProxy, type TcpProxy } from './lab/tcp-proxy.ts';
import { openTown, type Town } from './town.ts';

const BELLS = sized({ fast: 3, full: 20 });
/** Wanted: 1 s when the connection was ended, 6 s when it went silent. The sweep of a real house is beside it, every second. */
const MOST_MS = 30_000;

let town: Town;
let proxy: TcpProxy;
let queue: OpenQueue;
let worker: { close(): Promise<void> };
let heard = 0;

beforeAll(async () => {
  town = await openTown();
  proxy = await openTcpProxy([socketOf(town.database.queueUrl)]);
  queue = await openQueue({ queueUrl: throughPort(town.database.queueUrl, proxy.port) }, openLog('silent'));
  const { store } = queue;
  if (!store) throw new Error('no store');
  // No sweep is here: what is not heard is not done.
  worker = startWorker('timers', { ...town.deps, store }, async () => {
    heard += 1;
  });
  await ringOnce();
});
afterAll(async () => {
  proxy?.cut();
  await worker?.close();
  await queue?.close();
  await proxy?.close();
  await town?.close();
});

/** From the moment that the store takes the bell to the work, in milliseconds. */
async function ringOnce(): Promise<number> {
  const before = heard;
  await vi.waitFor(async () => expect(await queue.bell.ring('timers', town.first)).toBe('rung'), {
    timeout: MOST_MS,
    interval: 20,
  });
  const beganMs = performance.now();
  await vi.waitFor(() => expect(heard).toBeGreaterThan(before), { timeout: MOST_MS, interval: 2 });
  return performance.now() - beganMs;
}

async function ringMany(before: () => Promise<unknown>): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let nth = 0; nth < BELLS; nth += 1) {
    await before();
    tookMs.push(await ringOnce());
    await wait(100);
  }
  return tookMs;
}

const told = (name: string, tookMs: readonly number[]) =>
  record(32, {
    [`${name}: p50 ms`]: tenth(quantile(tookMs, 0.5)),
    [`${name}: longest ms`]: tenth(Math.max(...tookMs)),
  });

describe('the connection on which workers listen', () => {
  test('as it is: a bell is heard', async () => told('whole', await ringMany(async () => undefined)));

  test(`ended by a superuser before each of ${BELLS} bells: heard all the same`, async () => {
    const end = () =>
      asSuperuser(town.database, (client) =>
        client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like '%queue%'`,
        ),
      );
    told('ended', await ringMany(end));
  });

  test(`gone silent before each of ${BELLS} bells, and nobody says so: heard all the same`, async () => {
    let silenced = 0;
    told(
      'half open',
      await ringMany(async () => {
        silenced += proxy.silence('LISTEN');
      }),
    );
    expect(silenced, 'there was something to silence').toBeGreaterThan(0);
    record(32, { 'half open: connections': silenced });
  });
});
