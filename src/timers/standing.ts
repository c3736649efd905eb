import { hoursKept } from '../attendance/own-hours.ts';
import type { ArchiveConfig } from '../config.ts';
import type { Tx } from '../db/client.ts';
import { nothingReadYet } from '../directory/sync-directory.ts';
import type { Corp } from '../ids.ts';
import { nextTellable } from '../notices/quiet-hours.ts';
import type { Policy } from '../policy/policy.ts';
import { policiesInForce } from '../review/policies.ts';
import { chineseCalendar } from '../work-time/calendar.ts';
import { armTimer, type TimerKind } from './arm.ts';
import { DIGEST_MIN, standingDueMs } from './standing-times.ts';

/**
 * Arms the next firing of a standing timer; other kinds have none. The digest's is the earliest that a policy wants, the daily
 * close's only there where one wants it.
 */
export async function standingNext(tx: Tx, corp: Corp, kind: TimerKind, at: Date): Promise<void> {
  const policies = BY_POLICY.has(kind) ? await policiesInForce(tx, corp, at) : [];
  if (kind === 'daily-close' && !policies.some(({ dailyClose }) => dailyClose?.atMin != null)) return;
  const minutes = policies.length > 0 ? policies.map(({ manners }) => manners.digestAtMin) : [DIGEST_MIN];
  const stepMs = standingDueMs(kind, at.getTime(), Math.min(...minutes));
  const dueMs = kind === 'daily-close' && stepMs !== null ? await nextRoundMs(tx, corp, stepMs, policies) : stepMs;
  if (dueMs !== null) await armTimer(tx, corp, { kind, subject: '-', dueAt: new Date(dueMs), at });
}

/** When these come is the policies' to say. */
const BY_POLICY: ReadonlySet<TimerKind> = new Set([
  'digest',
  'tell-head',
  'daily-report',
  'weekly-report',
  'daily-close',
]);

/** Nobody is asked when nobody may be told: who has hours of his own may be at any, others when the policies tell. */
async function nextRoundMs(tx: Tx, corp: Corp, stepMs: number, policies: readonly Policy[]): Promise<number> {
  if ((await hoursKept(tx, corp, new Date(stepMs))) === 'own') return stepMs;
  return Math.min(...policies.map(({ manners }) => nextTellable(stepMs, manners, chineseCalendar)));
}

const STANDING = [
  'sweep-groups',
  'sweep-approvals',
  'read-statistics',
  'sync-directory',
  'tend-words',
  'read-checkin',
  'erase-old',
  'tend-duties',
  'verify-audit',
  'tell-head',
  'digest',
  'daily-report',
  'weekly-report',
  'daily-close',
] as const;

/**
 * Makes sure that the standing timers of a corp are armed; called at every start, changes nothing when they are. A corp of
 * which nothing was read yet is read at once, not only at night. Where there is an archive, it is pulled now.
 */
export async function armStanding(tx: Tx, corp: Corp, at: Date, archive?: ArchiveConfig): Promise<void> {
  if (archive) await armTimer(tx, corp, { kind: 'pull-archive', subject: '-', dueAt: at, at });
  if (await nothingReadYet(tx, corp)) await armTimer(tx, corp, { kind: 'sync-directory', subject: '-', dueAt: at, at });
  for (const kind of STANDING) await standingNext(tx, corp, kind, at);
}
