import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { handOverWaiting } from '../complaints/hand-over.ts';
import type { CorpConfig } from '../config.ts';
import { askPeople } from '../daily-close/ask-people.ts';
import type { Tx } from '../db/client.ts';
import { tendDuties } from '../duties/tend-duties.ts';
import type { Corp } from '../ids.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import { keepNotice } from '../privacy/keep-notice.ts';
import { sendDaily } from '../reports/daily-cards.ts';
import { sendMonthly } from '../reports/monthly-card.ts';
import { sendWeekly } from '../reports/weekly-cards.ts';
import { directoryOf } from '../review/directory-now.ts';
import { sendDigest } from '../review/send-digest.ts';
import type { DueTimer } from './claim.ts';
import type { TimerDeps } from './deps.ts';
import { firing } from './firing.ts';
import { standingNext } from './standing.ts';

/** Asks whose moment of the day it is what is still open. */
export async function closeDay(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  const place = deps.config.corps.get(corp);
  await firing(deps, corp, timer, async (tx, at) => {
    if (place) await askPeople(tx, { corp, place, keys, at });
    await standingNext(tx, corp, timer.kind, at);
  });
  await deps.bell.ring('notices', corp);
}

/** What keeps duties going: cards to sign, deputies to suggest, signs and notes for HR, reports that nobody could look at, and which privacy notice holds. */
export async function tendAll(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  const place = deps.config.corps.get(corp);
  await firing(deps, corp, timer, async (tx, at) => {
    if (place)
      await appendAudit(tx, corp, keys, at, [
        ...(await tended(tx, { corp, keys, at, place })),
        ...(await keepNotice(tx, deps.config, place, at)),
      ]);
    await standingNext(tx, corp, timer.kind, at);
  });
  await deps.bell.ring('notices', corp);
}

type Tending = Parameters<typeof tendDuties>[1] & { readonly place: CorpConfig };

async function tended(tx: Tx, tending: Tending): Promise<AuditEntry[]> {
  const { corp, keys, at, place } = tending;
  const directory = await directoryOf(tx, corp, at.getTime());
  return [...(await tendDuties(tx, tending)), ...(await handOverWaiting(tx, { corp: place, keys, at }, directory))];
}

/** HR's one message of the day. */
export async function digest(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  await firing(deps, corp, timer, async (tx, at) => {
    await sendDigest(tx, { corp, keys, log: deps.log, at, place: deps.config.corps.get(corp) });
    await standingNext(tx, corp, timer.kind, at);
    await standingNext(tx, corp, 'daily-close', at);
  });
}

/** The last day in figures, for heads of departments. */
export async function tellTheDay(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  const place = deps.config.corps.get(corp);
  await firing(deps, corp, timer, async (tx, at) => {
    await sendDaily(tx, { corp, keys, at, timeZone: place?.timeZone ?? POLICY_TIME_ZONE, place });
    await standingNext(tx, corp, timer.kind, at);
  });
  await deps.bell.ring('notices', corp);
}

/** The week before in figures, and in the first week of a month what was exempted. */
export async function tellTheWeek(deps: TimerDeps, corp: Corp, timer: DueTimer): Promise<void> {
  const keys = await deps.keys.of(corp);
  const place = deps.config.corps.get(corp);
  const timeZone = place?.timeZone ?? POLICY_TIME_ZONE;
  await firing(deps, corp, timer, async (tx, at) => {
    await sendWeekly(tx, { corp, keys, at, timeZone, place });
    await sendMonthly(tx, { corp, keys, at, timeZone, place });
    await standingNext(tx, corp, timer.kind, at);
  });
  await deps.bell.ring('notices', corp);
}
