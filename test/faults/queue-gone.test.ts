import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, test, vi } from 'vitest';
import { asSuperuser } from '../db.ts';
import { redisIsHere, startRedis, type TestRedis } from '../redis.ts';
import { playThrough } from './suffer.ts';
import { openTown, type Town } from './town.ts';
import { openTraffic, type Traffic } from './traffic.ts';

let town: Town;
let traffic: Traffic;
let redis: TestRedis | undefined;
beforeEach(async () => {
  town = await openTown();
  traffic = await openTraffic(town, await town.settle());
});
afterEach(async () => {
  await town.close(); // while the store still answers: a dead one takes no goodbye for seconds
  await redis?.stop();
  redis = undefined;
});

const play = (suffer: () => Promise<unknown>, recover: () => Promise<unknown> = async () => undefined) =>
  playThrough(town, traffic, { steps: 24, every: 6, suffer, recover });

/**
 * What a superuser does to a queue that is at work stands in its way, and PostgreSQL may end either of them (40P01): he tries
 * again, as he would.
 */
const sql = (text: string) => () =>
  vi.waitFor(() => asSuperuser(town.database, (client) => client.query(text)), { timeout: 30_000, interval: 20 });

describe('bells in PostgreSQL', () => {
  beforeEach(async () => (await town.openStation({ queueUrl: town.database.queueUrl })).work());

  test('the schema dropped in mid-flight: nothing is missing', () => play(sql('drop schema if exists bullmq cascade')));

  test('all its rows gone in mid-flight: nothing is missing', () =>
    play(
      sql(`do $$ declare t record; begin
        for t in select tablename from pg_tables where schemaname = 'bullmq' loop
          execute format('truncate bullmq.%I cascade', t.tablename);
        end loop; end $$`),
    ));

  test('its rights taken away for good: the sweep does it all', () =>
    play(
      sql('revoke all on all tables in schema bullmq from qungui_queue; revoke all on schema bullmq from qungui_queue'),
    ));
});

describe('no bells at all', () => {
  test('the sweep does it all', async () => {
    (await town.openStation()).work();
    await play(async () => undefined);
  });
});

if (redisIsHere())
  describe('bells in Redis', () => {
    let store: TestRedis;
    beforeEach(async () => {
      store = await startRedis();
      redis = store;
      (await town.openStation({ redisUrl: store.url })).work();
    });

    const asked = async (work: (client: Redis) => Promise<unknown>): Promise<void> => {
      const client = new Redis(store.url);
      await work(client).finally(() => client.disconnect());
    };

    test('FLUSHALL in mid-flight: nothing is missing', () => play(store.flush));

    test('killed and started again, again and again: nothing is missing', () =>
      play(async () => {
        await store.kill();
        await traffic.step();
        await store.revive();
      }));

    test('killed for good: the sweep does it all', async () => {
      let dead = false;
      await play(async () => {
        if (!dead) await store.kill();
        dead = true;
      });
      await store.revive();
    });

    test('full (noeviction): the sweep does it all', () =>
      play(() => asked((client) => client.config('SET', 'maxmemory', '1'))));

    test('read-only, as a replica is: the sweep does it all', () =>
      play(() => asked((client) => client.replicaof('127.0.0.1', 1))));

    test('frozen: the sweep does it all', async () => {
      let pid = 0;
      await asked(async (client) => {
        pid = Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1]);
      });
      await play(
        async () => process.kill(pid, 'SIGSTOP'),
        async () => process.kill(pid, 'SIGCONT'),
      );
    });
  });
