import type { Manners } from '../policy/manners.ts';
import type { Calendar } from '../work-time/calendar.ts';
import type { NoticeKind } from './content.ts';
import { nextTellingDay } from './quiet-hours.ts';

/** WeCom drops what is over 30 a minute to one person, without an error [90454]. */
const CALLS_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Whose daily patience a message costs. A digest and the daily close are one a day by
 * themselves; a correction, a notice of the company, what became of a report and a word before it is too late must not wait. */
export const BUDGET_OF: Readonly<Record<NoticeKind, 'member' | 'admin' | 'free'>> = {
  reminder: 'member',
  outcome: 'member',
  task: 'admin',
  question: 'admin',
  digest: 'free',
  correction: 'free',
  inventory: 'free',
  published: 'free',
  'daily-close': 'free',
  waiting: 'free',
  overdue: 'admin',
  hearing: 'member',
  verdict: 'member',
  docket: 'admin',
  heard: 'free',
  complaint: 'free',
  'sign-off': 'free',
  private: 'free',
  'trail-head': 'free',
  excerpt: 'free',
  evidence: 'free',
};

export interface Spent {
  /** Moments of the calls of the last minute, ascending. */
  readonly callsMs: readonly number[];
  /** Messages of the same budget since the local day began. */
  readonly today: number;
}

/** How many messages may go to a person now, and from when on there is room again when none may. */
export interface Room {
  readonly left: number;
  readonly moreAtMs: number;
}

/** What is left for one person: 20 calls a minute for the machine, a few messages a day for the human being. Pure. */
export function roomFor(kind: NoticeKind, spent: Spent, manners: Manners, atMs: number, calendar: Calendar): Room {
  const calls = { left: CALLS_A_MINUTE - spent.callsMs.length, moreAtMs: (spent.callsMs[0] ?? atMs) + MINUTE_MS };
  const budget = BUDGET_OF[kind];
  if (budget === 'free') return calls;
  const most = budget === 'member' ? manners.perMemberADay : manners.perAdminADay;
  const day = { left: most - spent.today, moreAtMs: nextTellingDay(atMs, manners, calendar) };
  return day.left <= calls.left ? day : calls;
}
