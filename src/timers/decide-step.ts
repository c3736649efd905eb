import { appendAudit } from '../audit/append.ts';
import { stepDecision } from '../decisions/step-decision.ts';
import type { Corp } from '../ids.ts';
import type { DueTimer } from './claim.ts';
import type { TimerDeps } from './deps.ts';
import { firing } from './firing.ts';

/** Somebody was asked for a statement and has had his time, or an appeal is due. */
export async function decideStep(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  await firing(deps, corp, timer, async (tx, at) =>
    appendAudit(tx, corp, keys, at, await stepDecision(tx, { corp, keys, at }, timer.subject)),
  );
}
