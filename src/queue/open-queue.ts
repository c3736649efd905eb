import type { Log } from '../log.ts';
import { atMost } from '../time.ts';
import { openPostgresStore } from './postgres-store.ts';
import { type Bell, openBell, silentBell } from './producer.ts';
import { openRedisStore } from './redis-store.ts';
import type { Store } from './store.ts';

export interface QueueSettings {
  /** Redis wins where both are given: it is what several machines share. */
  readonly redisUrl?: string | null | undefined;
  readonly queueUrl?: string | null | undefined;
}

/** Bells and where they are kept. `store` is null when there is none and everything is found by sweeping. */
export interface OpenQueue {
  readonly bell: Bell;
  readonly store: Store | null;
  /** After the workers. */
  close(): Promise<void>;
}

/** A store that does not answer at its close is left to the end of the process. */
const GOODBYE_MS = 2_000;

/** Opens the bells: in Redis, else in Postgres, else none. Redis that is down is no failure; it is waited for elsewhere. */
export async function openQueue({ redisUrl, queueUrl }: QueueSettings, log: Log): Promise<OpenQueue> {
  const store = redisUrl ? openRedisStore(redisUrl, log) : queueUrl ? await openPostgresStore(queueUrl, log) : null;
  const bell = store ? openBell(store, log) : silentBell;
  const goodbye = async (): Promise<void> => {
    await bell.close();
    await store?.close();
  };
  return { bell, store, close: () => atMost(GOODBYE_MS, goodbye()) };
}
