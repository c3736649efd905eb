import { nowIn } from '../db/client.ts';
import { HouseError, statedWaitMs } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { traced } from '../tracing/trace.ts';
import {
  claimDueTimer,
  claimTogether,
  type DueTimer,
  type Lane,
  MOST_ATTEMPTS,
  postponeTimer,
  RENEW_EVERY_MS,
  renewLease,
} from './claim.ts';
import type { TimerDeps } from './deps.ts';
import { fireTogether } from './fire-together.ts';
import { giveUp } from './give-up.ts';
import { handlers } from './handlers.ts';
import { restsUntil } from './rest.ts';
import { togetherOf } from './together.ts';
import { whileLeased } from './while-leased.ts';

const RETRY_AFTER_MS = 10_000;
/** An hour: longer than a directory of a hundred thousand people is read. */
const MOST_RENEWALS = 180;

/** WeCom's windows, our own pace, somebody else at the token: they say when it goes on, and no attempt was made. */
const ONLY_WAITING = new Set(['E-WECOM-45009', 'E-WECOM-PACE', 'E-WECOM-TOKEN-LATE']);

/** Fires up to `limit` due timers of a corp; answers how many it took. 0: nothing is due. */
export async function fireDueTimers(deps: TimerDeps, corp: Corp, limit: number, lane: Lane = 'all'): Promise<number> {
  for (let taken = 0; taken < limit; taken += 1) {
    const claimed = await deps.db.withCorp(corp, async (tx) => {
      const timer = await claimDueTimer(tx, corp, lane);
      const restUntil = timer && (await restsUntil(tx, corp, timer));
      if (timer && restUntil) await postponeTimer(tx, corp, timer.id, restUntil, 'free');
      const many = timer && !restUntil && timer.attempts === 1 ? togetherOf(deps, timer.kind) : null;
      const others = many && timer ? await claimTogether(tx, corp, timer.kind, many.atMost - 1) : [];
      return timer && { timer, others, many, state: restUntil ? 'rests' : 'due' };
    });
    if (!claimed) return taken;
    const { timer, others, many, state } = claimed;
    const { id: row, kind, attempts: attempt, trace = null } = timer;
    const said = { corp, kind, row, attempt, count: 1 + others.length };
    if (many && others.length > 0)
      await traced('timer', said, () => fireTogether(deps, corp, many, [timer, ...others]), trace);
    else if (state === 'due') await traced('timer', said, () => fire(deps, corp, timer), trace);
  }
  return limit;
}

async function fire(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  if (timer.attempts > MOST_ATTEMPTS) return giveUp(deps, corp, timer, deadly(timer));
  const renew = () => deps.db.withCorp(corp, (tx) => renewLease(tx, corp, timer));
  try {
    await whileLeased({ everyMs: RENEW_EVERY_MS, atMost: MOST_RENEWALS, renew }, () =>
      handlers[timer.kind](deps, corp, timer),
    );
  } catch (err) {
    deps.log.warn({ err, corp, kind: timer.kind, timerId: timer.id, attempt: timer.attempts }, 'timer not fired');
    const waiting = err instanceof HouseError && ONLY_WAITING.has(err.code);
    const hopeless = err instanceof HouseError && err.retry === 'never';
    if (hopeless || (timer.attempts >= MOST_ATTEMPTS && !waiting)) return giveUp(deps, corp, timer, err);
    await putOff(deps, corp, timer, err, waiting ? 'free' : 'spent');
  }
}

async function putOff(
  deps: TimerDeps,
  corp: Corp,
  timer: DueTimer,
  err: unknown,
  attempt: 'spent' | 'free',
): Promise<void> {
  const afterMs = statedWaitMs(err) ?? RETRY_AFTER_MS * 2 ** (timer.attempts - 1);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await postponeTimer(tx, corp, timer.id, new Date(at.getTime() + afterMs), attempt);
  });
}

const deadly = ({ kind }: DueTimer) =>
  new HouseError({
    code: 'E-TIMER-DEADLY',
    what: `no process survived the firing of a ${kind} timer`,
    why: `it was begun ${MOST_ATTEMPTS} times and never ended`,
    remedy:
      'look for what ended the workers at that time (memory, a crash) and report it with the timer to the developers',
    retry: 'never',
  });
