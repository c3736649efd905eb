import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asSuperuser } from '../db.ts';
import { redisIsHere, startRedis, type TestRedis } from '../redis.ts';
import { at, openTown, type Town } from './town.ts';
import { openTraffic, type Traffic } from './traffic.ts';

let town: Town;
let traffic: Traffic;
beforeEach(async () => {
  town = await openTown();
  traffic = await openTraffic(town, await town.settle());
});
afterEach(() => town.close());

const STEPS = 24;

/** Things happen; every few of them the queue suffers. Then time passes, and everything is looked at. */
async function play(suffer: () => Promise<unknown>, recover: () => Promise<unknown> = async () => undefined) {
  for (let number = 0; number < STEPS; number += 1) {
    await traffic.step();
    if (number % 6 === 5) await suffer();
  }
  await vi.waitFor(
    async () => expect(await town.inCorp(town.first, (tx) => tx.callback.count({ where: { state: 'new' } }))).toBe(0),
    { timeout: 60_000, interval: 50 },
  );
  await recover();
  await town.watched.until(at('09:40'));
  await traffic.expectWhole();
}

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
    let redis: TestRedis;
    beforeEach(async () => {
      redis = await startRedis();
      (await town.openStation({ redisUrl: redis.url })).work();
    });
    afterEach(() => redis.stop());

    const asked = async (work: (client: Redis) => Promise<unknown>): Promise<void> => {
      const client = new Redis(redis.url);
      await work(client).finally(() => client.disconnect());
    };

    test('FLUSHALL in mid-flight: nothing is missing', () => play(redis.flush));

    test('killed and started again, again and again: nothing is missing', () =>
      play(async () => {
        await redis.kill();
        await traffic.step();
        await redis.revive();
      }));

    test('killed for good: the sweep does it all', async () => {
      let dead = false;
      await play(async () => {
        if (!dead) await redis.kill();
        dead = true;
      });
      await redis.revive();
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
