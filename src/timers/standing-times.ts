import { ROUND_MS } from '../daily-close/closing-moment.ts';
import { nextTellable } from '../notices/quiet-hours.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { daysAfter, instantOf, localAt, weekdayOf } from '../work-time/local-time.ts';
import type { TimerKind } from './arm.ts';

const MINUTE_MS = 60_000;
/** Groups with open cases are looked at this often; not on the hour, when everybody else asks WeCom [90312]. */
const GROUPS: Round = { everyMs: 30 * MINUTE_MS, offsetMs: 10 * MINUTE_MS };
/** Approvals of which no callback came are found within the hour. */
const APPROVALS: Round = { everyMs: 60 * MINUTE_MS, offsetMs: 23 * MINUTE_MS };
/** What no callback announced is read within a minute. */
const ARCHIVE: Round = { everyMs: MINUTE_MS, offsetMs: 7_000 };
const NIGHT_MIN = 3 * 60 + 17;
const WORDS_MIN = 3 * 60 + 41;
/** When the accounts of new people are known. */
const AFTER_NIGHT_MIN = 3 * 60 + 41;
/** When the night's other work is done. */
const ERASE_MIN = 4 * 60 + 29;
const BEFORE_NIGHT_MIN = 3 * 60 + 2;
/** Between the looks at groups. */
const DUTIES: Round = { everyMs: 30 * MINUTE_MS, offsetMs: 25 * MINUTE_MS };
/** When nothing else begins. */
const VERIFY: Round = { everyMs: 60 * MINUTE_MS, offsetMs: 47 * MINUTE_MS };
/** When HR has its digest. */
const AFTER_DIGEST_MIN = 10;
/** As often as somebody's moment of the day may come. */
const DAILY_CLOSE: Round = { everyMs: ROUND_MS, offsetMs: 0 };
interface Round {
  readonly everyMs: number;
  readonly offsetMs: number;
}

/** When HR reads its digest until a policy says otherwise: 09:05. */
export const DIGEST_MIN = 9 * 60 + 5;

/** The next moment of each timer that stands for ever. Pure. */
export function standingDueMs(kind: TimerKind, atMs: number, digestAtMin: number): number | null {
  if (kind === 'sweep-groups') return nextStep(atMs, GROUPS);
  if (kind === 'sweep-approvals') return nextStep(atMs, APPROVALS);
  if (kind === 'read-statistics') return nextAt(atMs, BEFORE_NIGHT_MIN);
  if (kind === 'read-checkin') return nextAt(atMs, AFTER_NIGHT_MIN);
  if (kind === 'erase-old') return nextAt(atMs, ERASE_MIN);
  if (kind === 'sync-directory') return nextAt(atMs, NIGHT_MIN);
  if (kind === 'tend-words') return nextAt(atMs, WORDS_MIN);
  if (kind === 'daily-close') return nextStep(atMs, DAILY_CLOSE);
  if (kind === 'tend-duties') return nextStep(atMs, DUTIES);
  if (kind === 'pull-archive') return nextStep(atMs, ARCHIVE);
  if (kind === 'verify-audit') return nextStep(atMs, VERIFY);
  if (kind === 'tell-head') return nextWorkdayAt(atMs, digestAtMin + AFTER_DIGEST_MIN);
  if (kind === 'digest' || kind === 'daily-report') return nextWorkdayAt(atMs, digestAtMin);
  if (kind === 'weekly-report') return nextFirstWorkdayAt(atMs, digestAtMin);
  return null;
}

/** When last night's work was done: what is read as a whole once a day is read after it. */
export function lastNightMs(atMs: number): number {
  const { date } = localAt(atMs, POLICY_TIME_ZONE);
  const today = instantOf(date, ERASE_MIN, POLICY_TIME_ZONE);
  return today <= atMs ? today : instantOf(daysAfter(date, -1), ERASE_MIN, POLICY_TIME_ZONE);
}

const nextStep = (atMs: number, { everyMs, offsetMs }: Round): number =>
  (Math.floor((atMs - offsetMs) / everyMs) + 1) * everyMs + offsetMs;

function nextAt(atMs: number, minute: number): number {
  const { date } = localAt(atMs, POLICY_TIME_ZONE);
  const today = instantOf(date, minute, POLICY_TIME_ZONE);
  return today > atMs ? today : instantOf(daysAfter(date, 1), minute, POLICY_TIME_ZONE);
}

function nextWorkdayAt(atMs: number, minute: number): number {
  const hours = { tellFromMin: minute, tellUntilMin: minute + 1, timeZone: POLICY_TIME_ZONE };
  return nextTellable(atMs + MINUTE_MS, hours, chineseCalendar);
}

/** On the first workday of a week, also where that is a Thursday. */
function nextFirstWorkdayAt(atMs: number, minute: number): number {
  const { date } = localAt(atMs, POLICY_TIME_ZONE);
  const monday = daysAfter(date, -((weekdayOf(date) + 6) % 7));
  const firstFrom = (day: string): number => nextWorkdayAt(instantOf(day, 0, POLICY_TIME_ZONE), minute);
  const own = firstFrom(monday);
  return own > atMs ? own : firstFrom(daysAfter(monday, 7));
}
