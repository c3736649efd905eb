import type { Log } from '../../log.ts';
import { elapsedMs } from '../../time.ts';

export interface Watched {
  readonly log: Pick<Log, 'warn'>;
  wasKilled(): boolean;
  /** Starts it again, unless somebody else did meanwhile or `ended` says that nobody here wants it any more. */
  revive(ended: () => boolean): Promise<'revived' | 'not needed'>;
}

export interface Watch {
  /** Nothing is started from here on; resolves when what was under way is over. */
  end(): Promise<void>;
}

const LOOK_EVERY_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** After so long without an incident the next one is the first again. */
const CALM_MS = 600_000;

/**
 * Looks after a server that may be killed at any time: started again at once the first time, after a pause that doubles up to
 * a minute when it is killed, or does not start, again and again. Every attempt is logged. Real time, and keeps no process alive.
 */
export function watchOver(watched: Watched, lookEveryMs = LOOK_EVERY_MS): Watch {
  const incidents = { count: 0, lastMs: 0 };
  let state: 'watching' | 'ended' = 'watching';
  let attempt: Promise<void> | null = null;
  const look = (): void => {
    if (attempt || elapsedMs() - incidents.lastMs < pauseAfter(incidents.count, lookEveryMs)) return;
    if (!watched.wasKilled()) return;
    if (elapsedMs() - incidents.lastMs > CALM_MS) incidents.count = 0;
    attempt = reviveOnce(watched, incidents.count + 1, () => state === 'ended').then((outcome) => {
      attempt = null;
      if (outcome === 'not needed') return;
      incidents.count += 1;
      incidents.lastMs = elapsedMs();
    });
  };
  const looking = setInterval(look, lookEveryMs).unref();
  return {
    end: async () => {
      state = 'ended';
      clearInterval(looking);
      await attempt;
    },
  };
}

const pauseAfter = (incidents: number, lookEveryMs: number): number =>
  incidents === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, lookEveryMs * 2 ** (incidents - 1));

async function reviveOnce(
  { log, revive }: Watched,
  attempt: number,
  ended: () => boolean,
): Promise<'revived' | 'not needed' | 'failed'> {
  try {
    const outcome = await revive(ended);
    if (outcome === 'revived') log.warn({ attempt }, 'the embedded PostgreSQL was killed, and runs again');
    return outcome;
  } catch (err) {
    log.warn({ err, attempt }, 'the embedded PostgreSQL was killed and does not start; it is tried again');
    return 'failed';
  }
}
