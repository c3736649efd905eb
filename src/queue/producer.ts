import type { Corp } from '../ids.ts';
import type { Log } from '../log.ts';
import { inTime } from '../time.ts';
import { jobOptions } from './jobs.ts';
import type { BellQueue, Store } from './store.ts';

/** The kinds of bells. A bell says only "corp X has some of these"; the worker finds the rows. */
export const BELLS = ['callbacks', 'timers', 'notices', 'archive'] as const;
export type BellName = (typeof BELLS)[number];

export interface Bell {
  /** Rings once per corp and kind, however often it is asked while one is live. Answers at once, never waits for a store that is down. */
  ring(name: BellName, corp: Corp): Promise<'rung' | 'down'>;
  close(): Promise<void>;
}

/** The longest a caller is kept; the bell may still ring after we said "down". */
const AT_ONCE_MS = 250;

export function openBell(store: Store, log: Log): Bell {
  const queues = new Map<BellName, BellQueue>();
  const queueOf = (name: BellName): BellQueue => {
    const queue = queues.get(name) ?? store.queue(name);
    if (!queues.has(name)) queue.on('error', (err) => store.heed(err));
    queues.set(name, queue);
    return queue;
  };
  const add = async (name: BellName, corp: Corp): Promise<'rung' | 'down'> => {
    try {
      await queueOf(name).add(name, { v: 1, corp }, jobOptions(name, corp));
      return 'rung';
    } catch (err) {
      log.debug({ err, corp, queue: name }, 'bell not rung');
      await store.heed(err);
      return 'down';
    }
  };
  /** Bells that a store took and does not answer for: a frozen one would collect them for ever. */
  const stuck = new Set<string>();
  const ring = async (name: BellName, corp: Corp): Promise<'rung' | 'down'> => {
    const key = `${corp} ${name}`;
    if (store.state() === 'down' || stuck.has(key)) return 'down';
    const adding = add(name, corp);
    const answer = await atOnce(adding);
    if (answer !== 'late') return answer;
    stuck.add(key);
    void adding.finally(() => stuck.delete(key));
    return 'down';
  };
  return {
    ring,
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** Without a store: nobody hears, the sweep alone works. */
export const silentBell: Bell = { ring: async () => 'down', close: async () => undefined };

const atOnce = (ringing: Promise<'rung' | 'down'>): Promise<'rung' | 'down' | 'late'> =>
  inTime(AT_ONCE_MS, ringing, () => 'late');
