import { setTimeout } from 'node:timers/promises';
import { nowIn } from '../src/db/client.ts';
import type { Deps } from '../src/deps.ts';
import type { Corp } from '../src/ids.ts';
import { sweep } from '../src/intake/sweep.ts';
import type { Run } from '../src/queue/handle.ts';
import type { Bell, BellName } from '../src/queue/producer.ts';
import { LET_GO_MS, type Running } from '../src/queue/start-worker.ts';
import type { Store } from '../src/queue/store.ts';
import { atMost, elapsedMs } from '../src/time.ts';
import { armTimer } from '../src/timers/arm.ts';
import { pruneTimers } from '../src/timers/prune.ts';
import { armStanding } from '../src/timers/standing.ts';

export interface UpkeepDeps extends Deps {
  /** Null: nobody hears a bell, and everything is done here. */
  readonly store: Store | null;
}

/** Real time: the product's clock may stand still or leap in tests and demos. */
const EVERY_MS = 1_000;
const PRUNE_EVERY_MS = 10 * 60_000;
/** Rung for so long, and still there: the store takes bells and nobody hears them (full, frozen, paused). */
const UNHEARD_MS = 5_000;

/**
 * Looks at every corp again and again, each by itself: what is due is rung for, and done here when its bell is down or unheard.
 * Without it a bell lost is work lost; with it alone everything still happens.
 */
export function startUpkeep(
  deps: UpkeepDeps,
  runs: Readonly<Partial<Record<BellName, Run>>>,
  everyMs = EVERY_MS,
): Running {
  const stopping = new AbortController();
  const loops = [...deps.config.corps.keys()].map((corp) => keepUp(deps, corp, runs, everyMs, stopping.signal));
  return {
    close: async () => {
      stopping.abort();
      await atMost(LET_GO_MS, Promise.all(loops));
    },
  };
}

type Runs = Parameters<typeof startUpkeep>[1];

async function keepUp(deps: UpkeepDeps, corp: Corp, runs: Runs, everyMs: number, stop: AbortSignal): Promise<void> {
  let standing: 'to arm' | 'armed' = 'to arm';
  let last: 'well' | 'failing' = 'well';
  const waiting: Waiting = new Map();
  let pruneAtMs = elapsedMs();
  while (!stop.aborted) {
    try {
      if (standing === 'to arm') await arm(deps, corp);
      standing = 'armed';
      await lookOnce(deps, corp, runs, waiting, stop);
      if (elapsedMs() >= pruneAtMs) {
        await prune(deps, corp);
        pruneAtMs = elapsedMs() + PRUNE_EVERY_MS;
      }
      last = 'well';
    } catch (err) {
      if (last === 'well') deps.log.warn({ err, corp }, 'the sweep failed; it goes on until it succeeds');
      last = 'failing';
    }
    await untilNext(everyMs, stop);
  }
}

/** What every start sees to: the timers that stand for ever, and, at once, whether the configuration made the privacy notice another. */
const arm = (deps: UpkeepDeps, corp: Corp): Promise<void> =>
  deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await armStanding(tx, corp, at, deps.config.corps.get(corp)?.archive);
    await armTimer(tx, corp, { kind: 'tend-duties', subject: '-', dueAt: at, at });
  });

const prune = (deps: UpkeepDeps, corp: Corp): Promise<number> =>
  deps.db.withCorp(corp, async (tx) => pruneTimers(tx, corp, await nowIn(tx)));

/** Since when, in real time, each kind of work has been due at every look. */
type Waiting = Map<BellName, number>;

async function lookOnce(deps: UpkeepDeps, corp: Corp, runs: Runs, waiting: Waiting, stop: AbortSignal): Promise<void> {
  const answers = new Map<BellName, Promise<'rung' | 'down'>>();
  const rung = await sweep({ db: deps.db, bell: { ...deps.bell, ring: noting(deps.bell, answers) } }, corp);
  for (const name of waiting.keys()) if (!rung.includes(name)) waiting.delete(name);
  for (const name of rung) {
    const answer = await answers.get(name)?.catch(() => 'down' as const);
    const sinceMs = waiting.get(name) ?? elapsedMs();
    waiting.set(name, sinceMs);
    if (deps.store?.state() === 'up' && answer !== 'down' && elapsedMs() - sinceMs < UNHEARD_MS) continue;
    waiting.delete(name);
    await runs[name]?.(corp, stop);
  }
}

/** The same bell, whose answers are kept. */
const noting =
  (bell: Bell, answers: Map<BellName, Promise<'rung' | 'down'>>): Bell['ring'] =>
  (name, corp) => {
    const answer = bell.ring(name, corp);
    answers.set(name, answer);
    return answer;
  };

/** Ends early when the process stops; leaves no listener behind either way. */
async function untilNext(ms: number, stop: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal: stop }).catch(() => undefined);
}
