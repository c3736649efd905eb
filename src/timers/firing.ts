import type { Tx } from '../db/client.ts';
import { nowIn } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { type DueTimer, timerFired } from './claim.ts';
import type { TimerDeps } from './deps.ts';

/** Ends the timer together with `effect`; when somebody else ended it, the effect is not committed. */
export async function firing(
  deps: TimerDeps,
  corp: Corp,
  timer: DueTimer,
  effect: (tx: Tx, at: Date) => Promise<void>,
): Promise<void> {
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    if ((await timerFired(tx, corp, timer.id, at)) === 'gone') return;
    await effect(tx, at);
  });
}
