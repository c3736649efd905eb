import { appendAudit } from '../audit/append.ts';
import { pressed } from '../cases/press.ts';
import { complainedByText } from '../complaints/by-text.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { hearWords } from '../decisions/hear-words.ts';
import { HouseError, statedWaitMs } from '../errors.ts';
import type { CallbackEvent } from '../events/callback-event.ts';
import type { Corp } from '../ids.ts';
import { replied } from '../notices/reply.ts';
import { armTimer } from '../timers/arm.ts';
import { markGaps } from '../timers/gaps.ts';
import { whileLeased } from '../timers/while-leased.ts';
import { traced } from '../tracing/trace.ts';
import { applyCallback, type RowEvent } from './apply-callback.ts';
import {
  type ClaimedCallback,
  claimCallbacks,
  finishCallbacks,
  parkCallback,
  postponeCallback,
  RENEW_EVERY_MS,
  renewLeases,
} from './claim-callbacks.ts';
import type { ReviewDeps } from './deps.ts';
import { chatIdOf, eventOf } from './event-of.ts';
import { reviewTogether } from './review-together.ts';

/** A callback that failed so often is set aside: it would only fail again. */
const MOST_ATTEMPTS = 3;
const RETRY_AFTER_MS = 5_000;
/** Ten minutes for a batch that needs a second. */
const MOST_RENEWALS = 60;

/** Handles up to `limit` unfinished callbacks of a corp; answers how many it took. 0: nothing is left to do now. */
export async function reviewCallbacks(deps: ReviewDeps, corp: Corp, limit: number): Promise<number> {
  const claimed = await deps.db.withCorp(corp, (tx) => claimCallbacks(tx, corp, limit));
  const renew = () => deps.db.withCorp(corp, (tx) => renewLeases(tx, corp, claimed));
  await whileLeased({ everyMs: RENEW_EVERY_MS, atMost: MOST_RENEWALS, renew }, async () => {
    for (const callback of await reviewTogether(deps, corp, claimed)) {
      const { id: row, surface, attempts: attempt, trace } = callback;
      await traced('review', { corp, surface, row, attempt }, () => reviewCallback(deps, corp, callback), trace);
    }
  });
  return claimed.length;
}

async function reviewCallback(deps: ReviewDeps, corp: Corp, callback: ClaimedCallback): Promise<void> {
  if (callback.attempts > MOST_ATTEMPTS) return park(deps, corp, callback, 'failed-3-times');
  try {
    await handle(deps, corp, callback);
  } catch (err) {
    deps.log.warn({ err, corp, callbackId: callback.id, attempt: callback.attempts }, 'callback not handled');
    await putOff(deps, corp, callback, err);
  }
}

async function handle(deps: ReviewDeps, corp: Corp, callback: ClaimedCallback): Promise<void> {
  const keys = await deps.keys.of(corp);
  const event = eventOf(keys, callback);
  if (event.kind === 'parked') return park(deps, corp, callback, event.reason);
  if (event.kind === 'card-pressed') await pressed(deps, corp, event);
  if (event.kind === 'text-received') await heard(deps, corp, event);
  if (event.kind === 'complaint-received') await complainedByText(deps, corp, event);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const ended = { id: callback.id, event: event.name, chatId: chatIdOf(event) };
    if (!(await finishCallbacks(tx, corp, [ended], at)).has(callback.id)) return;
    if (isOfRows(event)) await applyCallback(tx, corp, keys, event, at);
  });
}

/** What people say is decided by use cases of its own. */
const isOfRows = (event: CallbackEvent): event is RowEvent =>
  event.kind !== 'card-pressed' && event.kind !== 'text-received' && event.kind !== 'complaint-received';

/** `0` and `1` answer the last reminder; other words name what they are about. */
async function heard(
  deps: ReviewDeps,
  corp: Corp,
  text: { readonly userid: string; readonly answer: string },
): Promise<void> {
  if ((await replied(deps, corp, text)) === 'nothing') await hearWords(deps, corp, text);
}

/** Set aside, visibly. What it told is lost: its group is a data gap until it was read again, which is asked for at once. */
async function park(deps: ReviewDeps, corp: Corp, callback: ClaimedCallback, reason: string): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    if ((await parkCallback(tx, corp, callback.id, reason, at)) === 'gone') return;
    const chatId = groupOf(keys, callback);
    if (chatId !== null) await lookAfterLoss(tx, corp, chatId, at);
    await appendAudit(tx, corp, keys, at, [
      { v: 1, kind: 'callback-parked', callbackId: callback.id, attempts: callback.attempts, because: reason },
    ]);
  });
}

/** Null as well where it cannot be read at all. */
function groupOf(keys: CorpKeys, callback: ClaimedCallback): string | null {
  try {
    const event = eventOf(keys, callback);
    return event.kind === 'parked' ? null : chatIdOf(event);
  } catch {
    return null;
  }
}

async function lookAfterLoss(tx: Tx, corp: Corp, chatId: string, at: Date): Promise<void> {
  await markGaps(tx, corp, { kind: 'look-group', subject: chatId }, at);
  await armTimer(tx, corp, { kind: 'look-group', subject: chatId, dueAt: at, at });
}

async function putOff(deps: ReviewDeps, corp: Corp, callback: ClaimedCallback, err: unknown): Promise<void> {
  if (err instanceof HouseError && err.retry === 'never') return park(deps, corp, callback, err.code);
  const afterMs = statedWaitMs(err) ?? RETRY_AFTER_MS * callback.attempts;
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await postponeCallback(tx, corp, callback.id, new Date(at.getTime() + afterMs));
  });
}
