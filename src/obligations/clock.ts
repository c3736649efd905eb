import { type Conversation, holdersOf, type Member } from '../events/conversation.ts';
import { remembered } from '../remembered.ts';
import type { Absence, WorkPlan } from '../work-time/work-plan.ts';
import { type Counted, type CountedDeadline, countWorkingTime, type Deadline } from '../work-time/working-time.ts';
import type { ClockSetting, ObligationRule } from './rule.ts';

/**
 * `unknown`: the calendar does not reach so far, or messages of that time are missing; `remind-only`: nobody told the shift, so nobody can be late; `unset`: the
 * company has set no limit.
 */
export type ClockState =
  | 'running'
  | 'paused'
  | 'met'
  | 'late'
  | 'missed'
  | 'cancelled'
  | 'unknown'
  | 'remind-only'
  | 'unset';

export interface Clock {
  readonly state: ClockState;
  readonly startMs: number;
  readonly deadline: Deadline | null;
  /** Why this deadline: the stretches of working time that were counted. */
  readonly counted: readonly Counted[];
  readonly endedAtMs: number | null;
  readonly steps: readonly Step[];
}

/** Somebody to be told at a moment of his own working time. */
export interface Step {
  readonly kind: 'warn' | 'escalate';
  readonly to: string;
  readonly atMs: number;
}

/** What a clock is about. `endedAtMs` and `cancelledAtMs` null: has not happened. */
export interface Wait {
  readonly startMs: number;
  readonly awaited: readonly string[];
  readonly endedAtMs: number | null;
  readonly cancelledAtMs: number | null;
  /** Left the group: from then on nothing is waited for, but a miss of before remains one. */
  readonly leftAtMs: number | null;
}

const plansOf = remembered((member: Member) =>
  remembered((rule: ObligationRule): WorkPlan => {
    const absences = pausing(member, rule);
    // One plan for all who are never away: what is remembered of its days serves them all.
    return absences.length + member.plan.absences.length === 0 ? member.plan : { ...member.plan, absences };
  }),
);

const pausing = ({ absences }: Member, { pausedBy }: ObligationRule): readonly Absence[] =>
  absences.filter(({ why }) => pausedBy.includes(why));

const membersIn = remembered(
  ({ members }: Conversation): ReadonlyMap<string, Member> =>
    new Map([...members].reverse().map((member) => [member.id, member])),
);

const countedIn = remembered((_talk: Conversation) =>
  remembered((_plan: WorkPlan) => new Map<string, CountedDeadline>()),
);

/** The deadline of so much work; many wait since one moment, by one plan. */
export function countedWork(startMs: number, workMs: number, plan: WorkPlan, talk: Conversation): CountedDeadline {
  const known = countedIn(talk)(plan);
  const key = `${startMs}/${workMs}`;
  const before = known.get(key);
  if (before) return before;
  const made = countWorkingTime(startMs, workMs, plan);
  known.set(key, made);
  return made;
}

/** This moment, or the next of his working time. */
export const nextWork = (atMs: number, plan: WorkPlan, talk: Conversation): Deadline =>
  countedWork(atMs, 0, plan, talk).deadline;

/** Whose working time counts: the person's own, or the group's where any of several may answer. */
export function planOf(awaited: readonly string[], rule: ObligationRule, talk: Conversation): WorkPlan {
  const [only, ...others] = awaited;
  const member = others.length === 0 && only !== undefined ? membersIn(talk).get(only) : undefined;
  return member ? plansOf(member)(rule) : talk.plan;
}

/** The clock of a wait under a setting, as it stands now. */
export function runClock(
  wait: Wait,
  setting: ClockSetting,
  rule: ObligationRule,
  talk: Conversation,
  nowMs: number,
): Clock {
  const plan = planOf(wait.awaited, rule, talk);
  if (setting.withinMs === null) return withoutLimit(wait);
  const { deadline, counted } = countedWork(wait.startMs, setting.withinMs, plan, talk);
  return runUntil(wait, deadline, counted, setting, rule, talk, nowMs);
}

/** As `runClock`, with a deadline that somebody stated. */
export function runUntil(
  wait: Wait,
  deadline: Deadline,
  counted: readonly Counted[],
  setting: ClockSetting,
  rule: ObligationRule,
  talk: Conversation,
  nowMs: number,
): Clock {
  const state = stateOf(wait, deadline, rule, talk, nowMs);
  const steps = state === 'cancelled' ? [] : stepsOf(wait, deadline, setting, rule, talk);
  return { state, startMs: wait.startMs, deadline, counted, endedAtMs: wait.endedAtMs, steps };
}

const withoutLimit = ({ startMs, endedAtMs, cancelledAtMs }: Wait): Clock => ({
  state: endedAtMs !== null ? 'met' : cancelledAtMs !== null ? 'cancelled' : 'unset',
  startMs,
  deadline: null,
  counted: [],
  endedAtMs,
  steps: [],
});

/** An answer at the very deadline is in time. */
function stateOf(wait: Wait, deadline: Deadline, rule: ObligationRule, talk: Conversation, nowMs: number): ClockState {
  const { endedAtMs, cancelledAtMs, leftAtMs } = wait;
  if (cancelledAtMs !== null && (endedAtMs === null || cancelledAtMs < endedAtMs)) return 'cancelled';
  const dueMs = deadline.kind === 'known' ? deadline.atMs : Number.POSITIVE_INFINITY;
  if (endedAtMs === null && leftAtMs !== null && leftAtMs <= dueMs) return 'cancelled';
  if (deadline.kind !== 'known') {
    if (endedAtMs !== null) return 'met';
    return deadline.kind === 'calendar-unknown' ? 'unknown' : 'remind-only';
  }
  if (endedAtMs !== null && endedAtMs <= deadline.atMs) return 'met';
  if (nowMs > deadline.atMs && isGapIn(wait.startMs, deadline.atMs, talk)) return 'unknown';
  if (endedAtMs !== null) return 'late';
  if (nowMs > deadline.atMs) return 'missed';
  const isAway = planOf(wait.awaited, rule, talk).absences.some((one) => one.fromMs <= nowMs && nowMs < one.untilMs);
  return isAway ? 'paused' : 'running';
}

/** An answer in time may be among what is missing. */
const isGapIn = (fromMs: number, untilMs: number, { gaps = [] }: Conversation): boolean =>
  gaps.some((gap) => gap.fromMs <= untilMs && fromMs <= gap.untilMs);

/** Warnings to those who are waited for, then to whoever a miss concerns; none after the answer, none outside working time. */
function stepsOf(
  wait: Wait,
  deadline: Deadline,
  setting: ClockSetting,
  rule: ObligationRule,
  talk: Conversation,
): Step[] {
  const warnings = setting.warnBeforeMs.flatMap((beforeMs) =>
    warningsOf(wait, beforeMs, deadline, setting, rule, talk),
  );
  const escalations = deadline.kind === 'known' ? escalationsOf(wait, deadline.atMs, setting, rule, talk) : [];
  return [...warnings, ...escalations]
    .filter(({ atMs }) => wait.endedAtMs === null || atMs < wait.endedAtMs)
    .sort((a, b) => a.atMs - b.atMs || (a.to < b.to ? -1 : 1));
}

function warningsOf(
  { awaited, startMs }: Wait,
  beforeMs: number,
  deadline: Deadline,
  { withinMs }: ClockSetting,
  rule: ObligationRule,
  talk: Conversation,
): Step[] {
  if (withinMs === null || beforeMs >= withinMs) return [];
  const own = planOf(awaited, rule, talk);
  const plan = deadline.kind === 'shift-unknown' ? talk.plan : own;
  const counted = countedWork(startMs, withinMs - beforeMs, plan, talk).deadline;
  return awaited.flatMap((to) => stepAt('warn', to, counted, plan, talk));
}

function escalationsOf(
  wait: Wait,
  dueMs: number,
  setting: ClockSetting,
  rule: ObligationRule,
  talk: Conversation,
): Step[] {
  const [over = null] = wait.awaited;
  return setting.escalate.flatMap(({ afterMs, toRole }) =>
    holdersOf(talk, toRole, over, dueMs).flatMap((to) => {
      const plan = planOf([to], rule, talk);
      return stepAt('escalate', to, countedWork(dueMs, afterMs, plan, talk).deadline, plan, talk);
    }),
  );
}

/** Closing time is no time to be told: then it is the next morning. */
function stepAt(kind: Step['kind'], to: string, moment: Deadline, plan: WorkPlan, talk: Conversation): Step[] {
  const at = moment.kind === 'known' ? nextWork(moment.atMs, plan, talk) : moment;
  return at.kind === 'known' ? [{ kind, to, atMs: at.atMs }] : [];
}
