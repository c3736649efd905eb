import { appendAudit } from '../audit/append.ts';
import { nowIn, type Tx } from '../db/client.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import { errcodeOf } from '../wecom/refused.ts';
import { type DueTimer, timerGivenUp } from './claim.ts';
import type { TimerDeps } from './deps.ts';
import { markGaps } from './gaps.ts';
import { goOn, pageOf } from './judge-again.ts';
import { standingNext } from './standing.ts';

/** Ends a timer that cannot be fired: the trail says so, and what it should have looked at becomes a data gap, not a pass. */
export async function giveUp(deps: TimerDeps, corp: Corp, timer: DueTimer, err: unknown): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    if ((await timerGivenUp(tx, corp, timer, at)) === 'gone') return;
    const chatId = timer.kind === 'look-group' || timer.kind === 'look-again' ? timer.subject : null;
    await markGaps(tx, corp, timer, at);
    if (timer.kind === 'judge-again') await passOver(tx, corp, timer, at);
    await standingNext(tx, corp, timer.kind, at);
    await appendAudit(tx, corp, keys, at, [
      { v: 1, kind: 'sync-failed', what: timer.kind, chatId, code: codeOf(err), errcode: errcodeOf(err) },
    ]);
  });
}

/** The groups of a page that could not be judged together are looked at one by one, and the pages behind it go on. */
async function passOver(tx: Tx, corp: Corp, { subject }: DueTimer, at: Date): Promise<void> {
  const page = await pageOf(tx, corp, subject);
  await goOn(tx, corp, page.chatIds, page, at);
}

const codeOf = (err: unknown): string => (err instanceof HouseError ? err.code : 'E-UNEXPECTED');
