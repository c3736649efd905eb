import { nowIn } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { claimDueTimers, type DueTimer, postponeTimer } from './claim.ts';
import type { TimerDeps } from './deps.ts';
import { giveUp } from './give-up.ts';
import { handlers } from './handlers.ts';

/** A timer that failed so often is given up, visibly; the sweep or the night comes back to its subject. */
const MOST_ATTEMPTS = 5;
const RETRY_AFTER_MS = 10_000;

/** Fires up to `limit` due timers of a corp; answers how many it took. 0: nothing is due. */
export async function fireDueTimers(deps: TimerDeps, corp: Corp, limit: number): Promise<number> {
  const due = await deps.db.withCorp(corp, (tx) => claimDueTimers(tx, corp, limit));
  for (const timer of due) await fire(deps, corp, timer);
  return due.length;
}

async function fire(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  try {
    await handlers[timer.kind](deps, corp, timer);
  } catch (err) {
    deps.log.warn({ err, corp, kind: timer.kind, timerId: timer.id, attempt: timer.attempts }, 'timer not fired');
    if (timer.attempts >= MOST_ATTEMPTS || (err instanceof HouseError && err.retry === 'never')) {
      await giveUp(deps, corp, timer, err);
      return;
    }
    await putOff(deps, corp, timer, err);
  }
}

async function putOff(deps: TimerDeps, corp: Corp, timer: DueTimer, err: unknown): Promise<void> {
  const stated = err instanceof HouseError && typeof err.retry === 'object' ? err.retry.afterMs : null;
  const afterMs = stated ?? RETRY_AFTER_MS * 2 ** (timer.attempts - 1);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await postponeTimer(tx, corp, timer.id, new Date(at.getTime() + afterMs));
  });
}
