import { appendAudit } from '../audit/append.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { traced } from '../tracing/trace.ts';
import type { MessageApi } from '../wecom/message/message.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { claimNext } from './claim.ts';
import { closeCards } from './close-cards.ts';
import { mannersIn } from './manners.ts';
import { recordTry } from './record-try.ts';
import { isResting } from './rest.ts';
import { type Verdict, verdictOf, verdictOfError } from './verdict.ts';
import type { DeliverDeps, Frozen, World } from './world.ts';

/**
 * Sends up to `limit` due messages of a corp and closes the cards that were answered; answers how many it tried. Each is at
 * most once visible: its bytes are committed before the first call, every later try sends the same, and what stays uncertain
 * for four hours ends as `unknown`. Several processes may do it at once; dying at any point loses nothing.
 */
export async function deliverNotices(deps: DeliverDeps, corp: Corp, limit: number): Promise<number> {
  const { message } = deps.wecom.of(corp);
  let tried = 0;
  while (tried < limit) {
    const frozen = await claim(deps, corp, message);
    if (!frozen) break;
    tried += 1;
    await deps.between?.('frozen');
    await tryOne(deps, corp, message, frozen);
  }
  await closeCards(deps, corp, message, limit);
  return tried;
}

/** Sends it, and records what came of it: one step of the trace of whatever caused the message. */
async function tryOne(deps: DeliverDeps, corp: Corp, message: MessageApi, frozen: Frozen): Promise<void> {
  const { id: row, attempt, trace } = frozen;
  const work = async (note: (said: { readonly outcome: string }) => void): Promise<void> => {
    const verdict = await send(deps, corp, message, frozen);
    note({ outcome: verdict.kind });
    await deps.between?.('answered');
    await inWorld(deps, corp, message, (tx, world) => recordTry(tx, world, frozen, verdict));
    deps.metrics.notices.inc({ corp, outcome: verdict.kind });
  };
  await traced('notice', { corp, row, attempt }, work, trace);
}

async function claim(deps: DeliverDeps, corp: Corp, message: MessageApi): Promise<Frozen | null> {
  return inWorld(deps, corp, message, async (tx, world) => {
    if (await isResting(tx, corp, world.at)) return null;
    const { frozen, entries } = await claimNext(tx, world);
    await appendAudit(tx, corp, world.keys, world.at, entries);
    return frozen;
  });
}

async function send(
  deps: DeliverDeps,
  corp: Corp,
  message: MessageApi,
  { id, body, attempt }: Frozen,
): Promise<Verdict> {
  try {
    return verdictOf(await message.sendExactly(body));
  } catch (err) {
    const verdict = verdictOfError(err, attempt);
    deps.log.warn({ err, corp, noticeId: id, attempt, state: verdict.kind }, 'notice not shown');
    return verdict;
  }
}

async function inWorld<T>(
  deps: DeliverDeps,
  corp: Corp,
  message: MessageApi,
  work: (tx: Tx, world: World) => Promise<T>,
): Promise<T> {
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const mannersOf = await mannersIn(tx, corp, at);
    const manners = mannersOf(null);
    return work(tx, { corp, keys, agentId: message.agentId, manners, mannersOf, calendar: chineseCalendar, at });
  });
}
