import type { Log } from '../log.ts';
import { elapsedMs } from '../time.ts';
import type { Limits } from './limits.ts';
import { type Lanes, openLanes } from './pace/lanes.ts';
import type { PaceRows, Standing } from './pace/pace-rows.ts';
import { resting } from './trouble.ts';

export interface PaceDeps {
  readonly rows: PaceRows;
  readonly limits: Limits;
  readonly log: Pick<Log, 'warn'>;
}

export interface Pace {
  /** Runs one call of `api` when lanes, window and breaker allow. Throws E-WECOM-PACE, with the time to wait, when not. */
  run<A extends { readonly errcode: number }>(api: string, call: () => Promise<A>): Promise<A>;
}

/** Calls taken out of a window at a time, so that a call does not cost a transaction. */
const CHUNK = 50;

/** Another process may have opened the breaker: its row is looked at this often. */
const LOOK_AGAIN_MS = 5_000;

const RATE_LIMIT = 45009;

/** Too many at a time, and traffic WeCom finds odd [90312]. */
const SLOWER = new Set([45033, 45036]);

interface ApiPace {
  readonly perMinute: number;
  readonly probeMs: number;
}

/** `gettoken`: its limit is not published and wrong secrets block the IP, so it is asked rarely [90313]. Shifts: 60 a minute [93380]. */
const SPECIAL: Readonly<Record<string, ApiPace>> = {
  gettoken: { perMinute: 20, probeMs: 60_000 },
  'checkin/getcheckinschedulist': { perMinute: 50, probeMs: 60_000 },
};

interface Gate extends ApiPace {
  readonly api: string;
  readonly lanes: Lanes;
  permits: number;
  windowEndsMs: number;
  lookAgainMs: number;
  restUntilMs: number;
  probe: 'none' | 'due';
  looking: Promise<void> | null;
}

export function openPace({ rows, limits, log }: PaceDeps): Pace {
  const gates = new Map<string, Gate>();

  function gateOf(api: string): Gate {
    const known = gates.get(api);
    if (known) return known;
    const lanes = openLanes(limits.concurrent, elapsedMs);
    const pace = SPECIAL[api] ?? { perMinute: limits.perMinute, probeMs: limits.probeMs };
    const shut = { permits: 0, windowEndsMs: 0, lookAgainMs: 0, restUntilMs: 0, probe: 'none', looking: null } as const;
    const gate: Gate = { api, lanes, ...pace, ...shut };
    gates.set(api, gate);
    return gate;
  }

  async function look(gate: Gate): Promise<void> {
    const held = elapsedMs() < gate.windowEndsMs ? gate.permits : 0;
    const chunk = Math.max(1, Math.min(CHUNK, Math.floor(gate.perMinute / 200)));
    const standing = await rows.look(gate.api, held > 0 ? 0 : chunk, gate);
    apply(gate, held, standing);
  }

  /** Waits for leave to make one call. */
  async function pass(gate: Gate): Promise<'call' | 'probe'> {
    for (;;) {
      if (gate.probe === 'due') {
        gate.probe = 'none';
        return 'probe';
      }
      const now = elapsedMs();
      if (now < gate.restUntilMs) throw resting(gate.api, gate.restUntilMs - now);
      if (gate.permits > 0 && now < gate.windowEndsMs && now < gate.lookAgainMs) {
        gate.permits -= 1;
        return 'call';
      }
      gate.looking ??= look(gate).finally(() => {
        gate.looking = null;
      });
      await gate.looking;
    }
  }

  async function learn(gate: Gate, errcode: number, as: 'call' | 'probe'): Promise<void> {
    if (SLOWER.has(errcode)) gate.lanes.narrow();
    if (errcode === RATE_LIMIT) {
      gate.restUntilMs = elapsedMs() + gate.probeMs;
      gate.lookAgainMs = 0;
      await rows.rest(gate.api, errcode, gate.probeMs);
    } else if (as === 'probe') {
      gate.restUntilMs = 0;
      await rows.goOn(gate.api);
    }
  }

  return {
    async run(api, call) {
      const gate = gateOf(api);
      await gate.lanes.enter();
      try {
        const as = await pass(gate);
        const answer = await call();
        await learn(gate, answer.errcode, as).catch((err: unknown) =>
          log.warn({ api, err }, 'the breaker was not written; the answer counts all the same'),
        );
        return answer;
      } finally {
        gate.lanes.leave();
      }
    },
  };
}

function apply(gate: Gate, held: number, standing: Standing): void {
  const now = elapsedMs();
  if (standing.kind === 'go') {
    gate.permits = held + standing.permits;
    if (standing.permits > 0) gate.windowEndsMs = now + standing.windowLeftMs;
    gate.lookAgainMs = now + LOOK_AGAIN_MS;
    return;
  }
  gate.restUntilMs = now + (standing.kind === 'probe' ? gate.probeMs : standing.leftMs);
  if (standing.kind === 'probe') gate.probe = 'due';
}
