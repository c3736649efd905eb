import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { nextTellable } from '../notices/quiet-hours.ts';
import { chineseCalendar } from '../policy/calendar.ts';
import { daysAfter, instantOf, localAt } from '../policy/local-time.ts';
import { armTimer, type TimerKind } from './arm.ts';

const MINUTE_MS = 60_000;
/** Groups with open cases are looked at this often; not on the hour, when everybody else asks WeCom [90312]. */
const SWEEP_EVERY_MS = 30 * MINUTE_MS;
const SWEEP_OFFSET_MS = 10 * MINUTE_MS;
const NIGHT_MIN = 3 * 60 + 17;
const DIGEST_MIN = 9 * 60 + 5;
const ZONE = 'Asia/Shanghai';

/** The next moment of each timer that stands for ever. Pure. */
export function standingDueMs(kind: TimerKind, atMs: number): number | null {
  if (kind === 'sweep-groups') return nextStep(atMs);
  if (kind === 'sync-directory') return nextAt(atMs, NIGHT_MIN);
  if (kind === 'digest') return nextWorkdayAt(atMs, DIGEST_MIN);
  return null;
}

const nextStep = (atMs: number): number =>
  (Math.floor((atMs - SWEEP_OFFSET_MS) / SWEEP_EVERY_MS) + 1) * SWEEP_EVERY_MS + SWEEP_OFFSET_MS;

function nextAt(atMs: number, minute: number): number {
  const { date } = localAt(atMs, ZONE);
  const today = instantOf(date, minute, ZONE);
  return today > atMs ? today : instantOf(daysAfter(date, 1), minute, ZONE);
}

function nextWorkdayAt(atMs: number, minute: number): number {
  const hours = { tellFromMin: minute, tellUntilMin: minute + 1, timeZone: ZONE };
  return nextTellable(atMs + MINUTE_MS, hours, chineseCalendar);
}

/** Arms the next firing of a standing timer; other kinds have none. */
export async function standingNext(tx: Tx, corp: Corp, kind: TimerKind, at: Date): Promise<void> {
  const dueMs = standingDueMs(kind, at.getTime());
  if (dueMs !== null) await armTimer(tx, corp, { kind, subject: '-', dueAt: new Date(dueMs), at });
}

/** Makes sure that the standing timers of a corp are armed; called at every start, changes nothing when they are. */
export async function armStanding(tx: Tx, corp: Corp, at: Date): Promise<void> {
  for (const kind of ['sweep-groups', 'sync-directory', 'digest'] as const) await standingNext(tx, corp, kind, at);
}
