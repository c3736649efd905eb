import type { Conversation } from '../events/conversation.ts';
import type { Clock } from '../obligations/clock.ts';
import type { Line } from './lines.ts';

/** What was said is seen some time after it was: a deadline is judged when everything up to it can be here. */
const SEEN_AFTER_MS = 61_000;
/** So soon at the earliest, where a deadline is over and what was said by then is not seen yet. */
const AGAIN_AFTER_MS = 30_000;

/**
 * The next moment at which time alone makes something otherwise: somebody is to be told, a deadline is over, somebody comes back
 * or goes. Null: never. Pure.
 */
export function nextStepMs(lines: readonly Line[], talk: Conversation, nowMs: number): number | null {
  const open = lines.filter(({ standing, obligation }) => standing === 'open' && obligation.certainty === 'sure');
  const moments = open.flatMap(({ obligation: { acknowledge, result, awaited } }) =>
    [acknowledge, result?.clock ?? null].flatMap((clock) => (clock ? momentsOf(clock, awaited, talk, nowMs) : [])),
  );
  const ahead = moments.filter((ms) => ms > nowMs);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

function momentsOf(clock: Clock, awaited: readonly string[], talk: Conversation, nowMs: number): number[] {
  const { state, deadline, steps, endedAtMs } = clock;
  if (endedAtMs !== null || state === 'cancelled') return [];
  const told = steps.map(({ atMs }) => atMs);
  if (state !== 'running' && state !== 'paused') return told;
  const due = deadline?.kind === 'known' ? [judgedAtMs(deadline.atMs, talk, nowMs)] : [];
  const turns = talk.members
    .filter(({ id }) => awaited.includes(id))
    .flatMap(({ absences }) => absences.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]));
  return [...told, ...due, ...turns];
}

/** When what is due at a moment is looked at: twice as long after it each time, while an archive that stands still keeps it from being judged. */
export function judgedAtMs(dueMs: number, { seenUntilMs }: Conversation, nowMs: number): number {
  const firstMs = seenUntilMs === undefined ? dueMs + 1 : dueMs + SEEN_AFTER_MS;
  return firstMs > nowMs ? firstMs : nowMs + Math.max(AGAIN_AFTER_MS, nowMs - dueMs);
}
