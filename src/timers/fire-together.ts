import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { type DueTimer, giveBack, RENEW_EVERY_MS, renewLease, timersFired } from './claim.ts';
import { whileLeased } from './while-leased.ts';

/** What timers do of which many fall due at once and whose effect is rows alone: nobody outside is asked. */
export interface Together {
  /** So many in one transaction: short enough for whoever waits for the chain. */
  readonly atMost: number;
  /** What must be held before the timers are: whoever changes a group holds it first. */
  hold?(tx: Tx, corp: Corp, timers: readonly DueTimer[]): Promise<void>;
  /** The effect of all of them in the caller's transaction; answers what the trail says of it. */
  effect(tx: Tx, corp: Corp, timers: readonly DueTimer[], at: Date): Promise<readonly AuditEntry[]>;
}

/** A batch that takes longer than this is somebody else's. */
const MOST_RENEWALS = 10;

/**
 * Fires claimed timers in one transaction with one append to the chain. One that was cancelled meanwhile has no effect. When any of
 * them fails, none has an effect, and each is fired alone from then on: who it was is found.
 */
export async function fireTogether(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  corp: Corp,
  { hold, effect }: Omit<Together, 'atMost'>,
  claimed: readonly DueTimer[],
): Promise<void> {
  const keys = await deps.keys.of(corp);
  const fireAll = () =>
    deps.db.withCorp(
      corp,
      async (tx) => {
        await hold?.(tx, corp, claimed);
        const at = await nowIn(tx);
        const ours = await timersFired(tx, corp, claimed, at);
        await appendAudit(tx, corp, keys, at, await effect(tx, corp, ours, at));
      },
      { timeoutMs: 60_000 },
    );
  const renew = () => deps.db.withCorp(corp, (tx) => Promise.all(claimed.map((timer) => renewLease(tx, corp, timer))));
  try {
    await whileLeased({ everyMs: RENEW_EVERY_MS, atMost: MOST_RENEWALS, renew }, fireAll);
  } catch (err) {
    const [{ kind } = { kind: 'none' }] = claimed;
    deps.log.warn({ err, corp, kind, count: claimed.length }, 'timers not fired together; each is fired alone');
    await deps.db.withCorp(corp, (tx) => giveBack(tx, corp, claimed));
  }
}
