import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import type { Store } from './store.ts';

const PREFIX = 'qungui';
/** With BullMQ's default of 20 s the first job after an outage waits as long. */
const RECONNECT_CAP_MS = 2_000;

/** Bells in Redis. Answers before the connection stands; it comes and goes by itself. */
export function openRedisStore(url: string, log: Log): Store {
  const connection = new Redis(url, {
    maxRetriesPerRequest: null, // BullMQ's workers want to wait; ring() does not
    retryStrategy: (times) => Math.min(100 * times, RECONNECT_CAP_MS),
  });
  let said: 'up' | 'down' = 'up';
  const sayOnce = (state: 'up' | 'down', err?: Error): void => {
    if (said === state) return;
    said = state;
    if (state === 'down') log.warn({ err, backend: 'redis' }, 'bells cannot be rung; the sweep goes on without them');
    else log.info({ backend: 'redis' }, 'bells can be rung again');
  };
  connection.on('error', (err) => sayOnce('down', err));
  connection.on('ready', () => sayOnce('up'));
  return {
    backend: 'redis',
    state: () => (connection.status === 'ready' ? 'up' : 'down'),
    queue: (name) => new Queue(name, { connection, prefix: PREFIX }),
    worker: (name, processor, options) => new Worker(name, processor, { ...options, connection, prefix: PREFIX }),
    heed: async () => undefined,
    close: async () => connection.disconnect(),
  };
}
