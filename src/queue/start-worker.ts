import { atMost, pause } from '../time.ts';
import { type HandleDeps, handle, type Run } from './handle.ts';
import { CONCURRENCY } from './jobs.ts';
import type { BellName } from './producer.ts';
import type { Store } from './store.ts';

export interface Running {
  /** Lets go between two batches; what is left is found by whoever comes next. */
  close(): Promise<void>;
}

/** How long what is in hand may take to end; BullMQ's own close waits without limit. Leases let others take it up. */
export const LET_GO_MS = 8_000;

/** BullMQ asks for the next job at once after an answer that is an error, as fast as a store can refuse; we let it rest. */
const REST_MS = 1_000;

/** Answers one kind of bell from now on, also after the store was away. */
export function startWorker(name: BellName, deps: HandleDeps & { readonly store: Store }, run: Run): Running {
  const stopping = new AbortController();
  const worker = deps.store.worker(name, handle(name, deps, run, stopping.signal), {
    concurrency: CONCURRENCY[name],
    lockDuration: 15_000,
    stalledInterval: 5_000,
    maxStalledCount: 10, // attempts are counted in our rows, not here
    drainDelay: 5,
    runRetryDelay: 1_000,
  });
  let state: 'asking' | 'resting' = 'asking';
  const rest = async (): Promise<void> => {
    if (state === 'resting') return;
    state = 'resting';
    await worker.pause(true);
    await pause(REST_MS);
    state = 'asking';
    if (!stopping.signal.aborted) await worker.resume();
  };
  worker.on('error', (err) => {
    deps.log.debug({ err, queue: name }, 'worker met its store');
    void deps.store.heed(err);
    void rest();
  });
  return {
    close: async () => {
      stopping.abort();
      await atMost(LET_GO_MS, worker.close());
    },
  };
}
