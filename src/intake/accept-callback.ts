import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { atMost, elapsedMs } from '../time.ts';
import { carriedNow } from '../tracing/trace.ts';
import { openBatches } from './batches.ts';
import { type Kept, keepBatch } from './keep-batch.ts';
import type { OpenedCall } from './open-call.ts';
import { replaySpool } from './replay-spool.ts';
import { openRinger, type Ringer } from './ringer.ts';
import { openSpool, type Spool } from './spool.ts';
import { within } from './within.ts';

type Slice = Pick<Deps, 'config' | 'db' | 'keys' | 'bell' | 'metrics' | 'log'>;

/** What became of a call. All three mean: it cannot be lost. */
export type Answer = 'new' | 'repeat' | 'spooled';

export interface Intake {
  /** Keeps the call in the database, else in the spool. Throws E-INTAKE-UNKEPT when both refuse: the only reason for a 503. */
  accept(call: OpenedCall): Promise<Answer>;
  /** Brings spooled calls into the database; happens by itself every two seconds. Throws while the database refuses. */
  replay(): Promise<void>;
  /** Opens connections and loads keys, so that the first callback does not pay for them. Never fails. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

export interface Patience {
  /** How long a batch may take. WeCom waits 5 s, and the spool needs its part of that. */
  readonly patienceMs: number;
}

/** Measured at 256 connections on two cores: a few batches at once keep the disk busy; tiny ones cost more than they bring. */
const BATCHES = { atMost: 500, atOnce: 4, worthwhile: 32 } as const;
/** After a failure calls go straight to disk for so long: nobody waits for a server that is down. */
const REST_MS = 1_000;
const REPLAY_EVERY_MS = 2_000;

/** Opens the one way by which callbacks become rows. */
export function openIntake(deps: Slice, { patienceMs }: Patience = { patienceMs: 2_000 }): Intake {
  const spool = openSpool(deps.config.home);
  const ringer = openRinger(deps.bell);
  const batches = openBatches<Corp, OpenedCall, Answer>(
    (corp, calls) => keepAndRing({ ...deps, ringer, patienceMs }, corp, calls),
    BATCHES,
  );
  let restUntilMs = 0;

  const keep = async (call: OpenedCall): Promise<Answer> => {
    if (elapsedMs() < restUntilMs) return intoSpool(deps, spool, call);
    try {
      return await batches.add(call.sealed.corp, { ...call, trace: carriedNow() });
    } catch {
      restUntilMs = elapsedMs() + REST_MS;
      return intoSpool(deps, spool, call);
    }
  };
  const replay = oneAtATime(async () => {
    try {
      await replaySpool(deps, spool, patienceMs);
    } finally {
      deps.metrics.spoolPending.set(await spool.waiting());
    }
  });
  const tick = setInterval(() => void replay.run().catch(() => undefined), REPLAY_EVERY_MS); // a refusal: the files wait
  tick.unref();
  return {
    accept: keep,
    replay: replay.run,
    warm: async () => {
      const corps = [...deps.config.corps.keys()];
      await atMost(10_000, Promise.allSettled(corps.map((corp) => keepBatch(deps, corp, []))));
    },
    close: async () => {
      clearInterval(tick);
      ringer.close();
      await replay.ended();
      await spool.close();
    },
  };
}

async function intoSpool({ metrics }: Slice, spool: Spool, { sealed }: OpenedCall): Promise<'spooled'> {
  const { corp, surface } = sealed;
  await spool.append(sealed).catch((cause: unknown) => {
    metrics.callbacks.inc({ corp, surface, outcome: 'unkept' });
    throw unkept(cause);
  });
  metrics.callbacks.inc({ corp, surface, outcome: 'spooled' });
  metrics.spoolPending.inc();
  return 'spooled';
}

async function keepAndRing(
  { ringer, patienceMs, ...deps }: Slice & Patience & { readonly ringer: Ringer },
  corp: Corp,
  calls: readonly OpenedCall[],
): Promise<readonly Answer[]> {
  const arrivals = calls.map(({ sealed, plaintext, trace = null }) => ({
    trace,
    surface: sealed.surface,
    plaintext,
    timestamp: sealed.query.timestamp,
  }));
  try {
    const kept = await within(patienceMs, keepBatch(deps, corp, arrivals));
    count(deps, corp, calls, kept);
    ringer.ring('callbacks', corp);
    if (kept.looks > 0) ringer.ring('timers', corp);
    return kept.answers;
  } catch (err) {
    deps.log.error({ err, corp, count: calls.length }, 'callbacks go to the spool: the database refused');
    throw err;
  }
}

/** `new`, `repeat`, and beside them `new-stale` and `new-ahead`: far off our clock. Many of those mean a wrong clock or a replay. */
function count({ metrics }: Slice, corp: Corp, calls: readonly OpenedCall[], { answers, flags }: Kept): void {
  for (const [at, { sealed }] of calls.entries()) {
    const flag = flags[at];
    const outcome = flag ? `${answers[at]}-${flag}` : (answers[at] ?? 'new');
    metrics.callbacks.inc({ corp, surface: sealed.surface, outcome });
  }
}

/** Who asks while it runs gets the run that is on. */
function oneAtATime(work: () => Promise<void>): { run(): Promise<void>; ended(): Promise<void> } {
  let running: Promise<void> | null = null;
  return {
    run: () => {
      running ??= work().finally(() => {
        running = null;
      });
      return running;
    },
    ended: async () => running?.catch(() => undefined),
  };
}

const unkept = (cause: unknown) =>
  new HouseError({
    code: 'E-INTAKE-UNKEPT',
    what: 'A callback could be kept neither in the database nor in the spool.',
    why: 'Both refused; WeCom is answered 503 and may send it again.',
    remedy: 'Make room on the disk of the home folder and see why PostgreSQL does not answer.',
    retry: 'backoff',
    cause,
  });
