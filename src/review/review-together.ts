import { nowIn } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { GroupEvent } from '../events/callback-event.ts';
import { applyGroupEvents } from '../groups/apply-events.ts';
import type { Corp } from '../ids.ts';
import { traced } from '../tracing/trace.ts';
import { type ClaimedCallback, finishCallbacks } from './claim-callbacks.ts';
import type { ReviewDeps } from './deps.ts';
import { eventOf } from './event-of.ts';

interface OfGroup {
  readonly callback: ClaimedCallback;
  readonly event: GroupEvent;
}

/**
 * Handles the callbacks of a batch that tell of groups, in one transaction: most of them do, and each is a few rows. Answers those that are left
 * to be handled one by one: the others, and all of them when together they fail, so that who it was is found. Of all their traces
 * the first goes on.
 */
export async function reviewTogether(
  deps: ReviewDeps,
  corp: Corp,
  claimed: readonly ClaimedCallback[],
): Promise<readonly ClaimedCallback[]> {
  const keys = await deps.keys.of(corp);
  const ofGroups = claimed.flatMap((callback) => groupEventOf(keys, callback));
  if (ofGroups.length < 2) return claimed;
  const trace = ofGroups.find(({ callback }) => callback.trace !== null)?.callback.trace;
  try {
    await traced('review', { corp, count: ofGroups.length }, () => applyAll(deps, corp, ofGroups), trace ?? null);
  } catch (err) {
    deps.log.warn({ err, corp, count: ofGroups.length }, 'callbacks not handled together; each is handled alone');
    return claimed;
  }
  const done = new Set(ofGroups.map(({ callback }) => callback.id));
  return claimed.filter(({ id }) => !done.has(id));
}

const applyAll = ({ db }: ReviewDeps, corp: Corp, ofGroups: readonly OfGroup[]): Promise<void> =>
  db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const ended = ofGroups.map(({ callback: { id }, event: { name, chatId } }) => ({ id, event: name, chatId }));
    const ours = await finishCallbacks(tx, corp, ended, at);
    const events = ofGroups.flatMap(({ callback, event }) => (ours.has(callback.id) ? [event] : []));
    await applyGroupEvents(tx, corp, events, at);
  });

/** None: it tells of something else, or cannot be read; what to do then is decided where it is handled alone. */
function groupEventOf(keys: CorpKeys, callback: ClaimedCallback): OfGroup[] {
  if (callback.attempts > 1) return [];
  try {
    const event = eventOf(keys, callback);
    return isOfGroup(event) ? [{ callback, event }] : [];
  } catch {
    return [];
  }
}

const OF_GROUPS: ReadonlySet<string> = new Set<GroupEvent['kind']>([
  'group-created',
  'group-changed',
  'group-dismissed',
  'members-joined',
  'members-left',
]);
const isOfGroup = (event: ReturnType<typeof eventOf>): event is GroupEvent => OF_GROUPS.has(event.kind);
