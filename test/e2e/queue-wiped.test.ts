import { afterEach, beforeEach, describe, test, vi } from 'vitest';
import { asSuperuser } from '../db.ts';
import { playThrough } from '../faults/suffer.ts';
import { openTown, type Town } from '../faults/town.ts';
import { openTraffic, type Traffic } from '../faults/traffic.ts';
import { redisIsHere, startRedis, type TestRedis } from '../redis.ts';

// Once and shortly; many times over and in worse ways: npm run faults -- queue-gone

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

const play = (suffer: () => Promise<unknown>) => playThrough(town, traffic, { steps: 8, every: 4, suffer });

describe('the walk of a callback', () => {
  test('needs no queue at all: the sweep does everything', async () => {
    (await town.openStation()).work();
    await play(async () => undefined);
  });

  test('loses nothing when the queue in PostgreSQL is wiped in the middle', async () => {
    (await town.openStation({ queueUrl: town.database.queueUrl })).work();
    await play(() =>
      vi.waitFor(
        () => asSuperuser(town.database, (client) => client.query('drop schema if exists bullmq cascade')),
        { timeout: 30_000, interval: 20 }, // PostgreSQL may end either of two that meet
      ),
    );
  });

  if (redisIsHere())
    test('loses nothing when the queue in Redis is wiped in the middle', async () => {
      redis = await startRedis();
      (await town.openStation({ redisUrl: redis.url })).work();
      await play(redis.flush);
    });
});
