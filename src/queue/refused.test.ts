import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/db.ts';
import type { Config } from '../config.ts';
import { Corp } from '../ids.ts';
import { openLog } from '../log.ts';
import { openMetrics } from '../metrics.ts';
import { pause } from '../time.ts';
import { type OpenQueue, openQueue } from './open-queue.ts';
import { type Running, startWorker } from './start-worker.ts';

const alpha = Corp.parse('alpha');
const beta = Corp.parse('beta');
const config = { corps: new Map([alpha, beta].map((corp) => [corp, {}])) } as unknown as Config;
const lines: string[] = [];
const log = openLog('debug', (line) => void lines.push(line));

let database: TestDatabase;
let queue: OpenQueue;
let worker: Running;
beforeEach(async () => {
  database = await freshDatabase();
  queue = await openQueue({ queueUrl: database.queueUrl }, log);
});
afterEach(async () => {
  await worker.close();
  await queue.close();
  await database.drop();
});

const refuseAll = () =>
  asSuperuser(database, (client) =>
    client.query(
      'revoke all on all tables in schema bullmq from qungui_queue; revoke all on schema bullmq from qungui_queue',
    ),
  );

/** With as many jobs in hand as it may have, BullMQ asks for the next at once, and again at once after an error. */
test('a store that refuses everything is asked about once a second, not as fast as it can refuse', async () => {
  if (!queue.store) throw new Error('no store');
  let runs = 0;
  let refused: Promise<unknown> | undefined;
  for (const corp of [alpha, beta])
    await vi.waitFor(async () => expect(await queue.bell.ring('timers', corp)).toBe('rung'), { timeout: 30_000 });
  worker = startWorker('timers', { config, log, metrics: openMetrics(), store: queue.store }, async () => {
    runs += 1;
    await vi.waitFor(() => expect(runs).toBe(2), { timeout: 30_000 });
    refused ??= refuseAll();
    await refused;
  });
  await vi.waitFor(() => expect(refused).toBeDefined(), { timeout: 30_000 });
  await pause(3_000);

  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThan(60);
});
