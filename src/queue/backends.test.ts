import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/db.ts';
import { redisIsHere, startRedis } from '../../test/redis.ts';
import type { Config } from '../config.ts';
import { Corp } from '../ids.ts';
import { openLog } from '../log.ts';
import { openMetrics } from '../metrics.ts';
import { pause } from '../time.ts';
import type { Run } from './handle.ts';
import { type OpenQueue, openQueue, type QueueSettings } from './open-queue.ts';
import type { BellName } from './producer.ts';
import { type Running, startWorker } from './start-worker.ts';

const alpha = Corp.parse('alpha');
const beta = Corp.parse('beta');
const config = { corps: new Map([alpha, beta].map((corp) => [corp, {}])) } as unknown as Config;
const log = openLog('silent');

/** A place to keep bells, and what can happen to it. */
interface Backend {
  readonly settings: QueueSettings;
  wipe(): Promise<unknown>;
  down(): Promise<unknown>;
  up(): Promise<unknown>;
  end(): Promise<unknown>;
}

const BACKENDS: Readonly<Record<string, () => Promise<Backend>>> = {
  Postgres: async () => {
    const database = await freshDatabase();
    return {
      settings: { queueUrl: database.queueUrl },
      wipe: () => asSuperuser(database, (client) => client.query('drop schema if exists bullmq cascade')),
      down: () => shut(database, 'false'),
      up: () => shut(database, 'true'),
      end: () => database.drop(),
    };
  },
  ...(redisIsHere() && {
    Redis: async () => {
      const redis = await startRedis();
      return {
        settings: { redisUrl: redis.url },
        wipe: redis.flush,
        down: redis.kill,
        up: redis.revive,
        end: redis.stop,
      };
    },
  }),
};

/** A server that takes no connection and cuts those it has: what one database can see of a crash. */
async function shut({ name, superuserUrl }: TestDatabase, allowed: 'true' | 'false'): Promise<void> {
  const server = superuserUrl.replace(name, 'postgres');
  await asSuperuser({ superuserUrl: server }, async (client) => {
    await client.query(`alter database ${name} allow_connections ${allowed}`);
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  });
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });

for (const [name, open] of Object.entries(BACKENDS))
  describe(`bells in ${name}`, () => {
    let backend: Backend;
    let queue: OpenQueue;
    let workers: Running[] = [];
    beforeAll(async () => {
      backend = await open();
    });
    beforeEach(async () => {
      await backend.wipe();
      queue = await openQueue(backend.settings, log);
      await eventually(() => expect(queue.store?.state()).toBe('up'));
    });
    afterEach(async () => {
      await Promise.all(workers.map((worker) => worker.close()));
      await queue.close();
      workers = [];
    });
    afterAll(() => backend.end());

    const start = (bell: BellName, run: Run): void => {
      if (!queue.store) throw new Error('no store');
      workers.push(startWorker(bell, { config, log, metrics: openMetrics(), store: queue.store }, run));
    };
    /** Rings, and says the truth about it: the first ring on a busy machine may take longer than ring() waits. */
    const ring = (bell: BellName, corp: Corp): Promise<void> =>
      vi.waitFor(async () => expect(await queue.bell.ring(bell, corp)).toBe('rung'), { timeout: 30_000 });

    test('a hundred rings before anybody listens are one job', async () => {
      const runs: string[] = [];
      await ring('callbacks', alpha);
      await Promise.all(Array.from({ length: 99 }, () => queue.bell.ring('callbacks', alpha)));
      start('callbacks', async (corp) => runs.push(corp));
      await eventually(() => expect(runs).toEqual(['alpha']));
      await ring('callbacks', beta); // behind whatever else waits
      await eventually(() => expect(runs).toContain('beta'));
      expect(runs).toEqual(['alpha', 'beta']);
    });

    test('each corp and each kind has its own bell', async () => {
      const runs: string[] = [];
      start('callbacks', async (corp) => runs.push(`callbacks ${corp}`));
      start('notices', async (corp) => runs.push(`notices ${corp}`));
      await ring('callbacks', alpha);
      await ring('callbacks', beta);
      await ring('notices', alpha);
      await eventually(() => expect(runs.sort()).toEqual(['callbacks alpha', 'callbacks beta', 'notices alpha']));
    });

    test('a bell rung again after its job ended is heard again', async () => {
      const runs: string[] = [];
      start('callbacks', async (corp) => runs.push(corp));
      for (const heard of [1, 2, 3]) {
        await ring('callbacks', alpha);
        await eventually(() => expect(runs).toHaveLength(heard));
      }
    });

    test('a bell rung from inside its own job is heard when the job ends', async () => {
      const runs: string[] = [];
      start('callbacks', async (corp) => {
        runs.push(corp);
        if (runs.length === 1) await ring('callbacks', corp);
      });
      await ring('callbacks', alpha);
      await eventually(() => expect(runs).toHaveLength(2));
    });

    test('a hundred bells rung after a job looked for the last time are one more job', async () => {
      const runs: string[] = [];
      let letGo = (): void => undefined;
      const gate = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      start('callbacks', async (corp) => {
        runs.push(corp);
        await gate;
      });
      await ring('callbacks', alpha);
      await eventually(() => expect(runs).toHaveLength(1));
      await ring('callbacks', alpha);
      await Promise.all(Array.from({ length: 99 }, () => queue.bell.ring('callbacks', alpha)));
      letGo();
      await eventually(() => expect(runs).toHaveLength(2));
      await ring('callbacks', beta); // behind whatever else waits
      await eventually(() => expect(runs).toContain('beta'));
      expect(runs).toEqual(['alpha', 'alpha', 'beta']);
    });

    test('a job that fails is tried again, and its bell can be rung after it gave up', async () => {
      let runs = 0;
      start('callbacks', async () => {
        runs++;
        if (runs < 3) throw new Error('not yet');
      });
      await ring('callbacks', alpha);
      await eventually(() => expect(runs).toBe(3));
      await ring('callbacks', alpha);
      await eventually(() => expect(runs).toBe(4));
    });

    test('what was wiped in the middle of work is found by the sweep, and done once', async () => {
      const rows = new Set(Array.from({ length: 60 }, (_, i) => i));
      const done: number[] = [];
      start('callbacks', async (_corp, stop) => {
        while (rows.size > 0 && !stop.aborted) {
          const row = [...rows][0] ?? -1;
          rows.delete(row);
          await pause(5);
          done.push(row);
          if (done.length === 10 || done.length === 30) throw new Error('the worker fell over');
        }
      });
      await ring('callbacks', alpha);
      await eventually(() => expect(done.length).toBeGreaterThan(5));
      await backend.wipe();
      const sweeping = setInterval(() => void (rows.size > 0 && queue.bell.ring('callbacks', alpha)), 100);
      await eventually(() => expect(done).toHaveLength(60)).finally(() => clearInterval(sweeping));
      expect(new Set(done).size).toBe(60);
    });

    test('nobody waits for a store that is down, and it is heard again when it is back', async () => {
      const runs: string[] = [];
      start('callbacks', async (corp) => runs.push(corp));
      await ring('callbacks', alpha);
      await eventually(() => expect(runs).toHaveLength(1));
      await backend.down();
      for (let i = 0; i < 5; i++) {
        const answer = await Promise.race([queue.bell.ring('callbacks', alpha), pause(5_000).then(() => 'waited')]);
        expect(answer).toBe('down');
      }
      await backend.up();
      await ring('callbacks', beta);
      await eventually(() => expect(runs).toContain('beta'));
    });

    test('a worker that is told to stop says so to its run and is gone soon', async () => {
      let run = 'not begun';
      start('callbacks', async (_corp, stop) => {
        run = 'at work';
        while (!stop.aborted) await pause(10);
        run = 'stopped';
      });
      await ring('callbacks', alpha);
      await eventually(() => expect(run).toBe('at work'));
      await Promise.all(workers.map((worker) => worker.close()));
      expect(run).toBe('stopped');
    });
  });

describe('bells', () => {
  test('are never heard where there is no store', async () => {
    const queue = await openQueue({ redisUrl: null, queueUrl: null }, log);
    expect(await queue.bell.ring('callbacks', alpha)).toBe('down');
    await queue.close();
  });

  test('are down at once when Redis was never there', async () => {
    const queue = await openQueue({ redisUrl: '/nowhere/redis.sock' }, log);
    const answer = await Promise.race([queue.bell.ring('callbacks', alpha), pause(5_000).then(() => 'waited')]);
    expect(answer).toBe('down');
    await queue.close();
  });
});
