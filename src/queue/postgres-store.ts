import { createPostgresBackend, type PgPool, Queue, runMigrations, Worker } from 'bullmq';
import { Pool } from 'pg';
import type { Log } from '../log.ts';
import { elapsedMs } from '../time.ts';
import { BELLS } from './producer.ts';
import type { Store } from './store.ts';

/** Every worker keeps one connection to listen on; the rest is for short statements of all queues together. */
const POOL_SIZE = BELLS.length + 4;
const CONNECT_MS = 2_000;
/** After a failure we say "down" for so long without asking; longer than a sweep takes to come round. */
const DOWN_MS = 3_000;
/** What PostgreSQL says when schema, table or function is gone. */
const GONE = new Set(['3F000', '42P01', '42883']);

/** Bells in schema `bullmq` of our own database, made here when missing. */
export async function openPostgresStore(url: string, log: Log): Promise<Store> {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    options: '-c search_path=bullmq',
  });
  pool.setMaxListeners(2 * BELLS.length + 2); // each queue and worker listens for its errors
  pool.on('error', () => undefined); // an idle connection died; the next statement opens another
  await ensureSchema(pool);
  const connection = pool as unknown as PgPool; // the same thing; BullMQ describes pg in its own, narrower words
  let downUntilMs = 0;
  let repair: Promise<void> | undefined;
  return {
    backend: 'postgres',
    state: () => (elapsedMs() < downUntilMs ? 'down' : 'up'),
    queue: (name) => new Queue(name, { connection }, createPostgresBackend),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection }, createPostgresBackend),
    heed: async (err) => {
      if (!GONE.has((err as { code?: string }).code ?? '')) {
        downUntilMs = elapsedMs() + DOWN_MS;
        return;
      }
      repair ??= ensureSchema(pool)
        .then(() => log.warn({ backend: 'postgres' }, 'schema bullmq was gone and is made anew; the sweep rings again'))
        .catch(() => undefined) // the next failure tries again
        .finally(() => {
          repair = undefined;
        });
      await repair;
    },
    close: () => pool.end(),
  };
}

async function ensureSchema(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}
