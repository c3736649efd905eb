import type { Conversation } from '../events/conversation.ts';
import { type Clock, planOf, type Step } from '../obligations/clock.ts';
import { nextWorkingMoment } from '../work-time/working-time.ts';
import type { Line } from './lines.ts';

/** Somebody to be told now of a clock of an obligation. */
export interface DueStep {
  readonly line: Line;
  readonly clock: 'acknowledge' | 'result';
  readonly running: Clock;
  readonly kind: Step['kind'];
  readonly to: string;
  /** Which of his moments this is: each is told once, and of several that are over only the last. */
  readonly nth: number;
  /** Now, where he works now; else when he next does. */
  readonly tellMs: number;
}

/** Who was not told in time is not told days after. */
const LATEST_MS = 24 * 3_600_000;

/** Whom time has brought a word for. Nobody of what is only observed, of what has ended, or of a warning that would come too late. Pure. */
export function dueSteps(lines: readonly Line[], talk: Conversation, nowMs: number): readonly DueStep[] {
  const told = lines.filter(
    ({ standing, level, obligation }) => standing === 'open' && level !== 'observe' && obligation.certainty === 'sure',
  );
  return told.flatMap((line) => [
    ...stepsOf(line, 'acknowledge', line.obligation.acknowledge, talk, nowMs),
    ...stepsOf(line, 'result', line.obligation.result?.clock ?? null, talk, nowMs),
  ]);
}

function stepsOf(
  line: Line,
  name: DueStep['clock'],
  clock: Clock | null,
  talk: Conversation,
  nowMs: number,
): readonly DueStep[] {
  if (!clock || clock.endedAtMs !== null) return [];
  const counts = new Map<string, number>();
  const due = new Map<string, DueStep>();
  for (const { kind, to, atMs } of clock.steps) {
    const key = `${kind} ${to}`;
    const nth = counts.get(key) ?? 0;
    counts.set(key, nth + 1);
    if (atMs > nowMs || nowMs - atMs > LATEST_MS || !isStillTrue(kind, clock, nowMs)) continue;
    const tell = nextWorkingMoment(nowMs, planOf([to], line.waits, talk));
    if (tell.kind !== 'known' || (kind === 'warn' && tell.atMs >= dueMsOf(clock))) continue;
    due.set(key, { line, clock: name, running: clock, kind, to, nth, tellMs: tell.atMs });
  }
  return [...due.values()];
}

function isStillTrue(kind: Step['kind'], clock: Clock, nowMs: number): boolean {
  if (kind === 'escalate') return clock.state === 'missed';
  return (clock.state === 'running' || clock.state === 'remind-only') && nowMs < dueMsOf(clock);
}

const dueMsOf = ({ deadline }: Clock): number =>
  deadline?.kind === 'known' ? deadline.atMs : Number.POSITIVE_INFINITY;
