import type { Conversation, Sign } from '../events/conversation.ts';
import type { Clock } from './clock.ts';

/** Whether somebody could have answered within a clock's time: `shown` by a sign of life, else nobody can show it. */
export type Reachable =
  | { readonly is: 'shown'; readonly by: Sign }
  | { readonly is: 'not-shown'; readonly lastSeenMs: number | null };

/** Who was seen on the evening before may have been reached; further back says nothing. */
const BEFORE_MS = 24 * 3_600_000;

/**
 * Signs of life within the working time that a clock counted, when it was missed or answered too late; null for every other
 * clock. Whoever was seen before work began may have been on his way.
 */
export function reachableIn(clock: Clock, awaited: readonly string[], talk: Conversation): Reachable | null {
  const { deadline } = clock;
  if ((clock.state !== 'missed' && clock.state !== 'late') || deadline?.kind !== 'known') return null;
  const sinceMs = clock.startMs - BEFORE_MS;
  const before = signsOf(awaited, talk).filter(({ atMs }) => atMs >= sinceMs && atMs <= deadline.atMs);
  const last = before.at(-1);
  const shown = before.find(({ atMs }) =>
    clock.counted.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs <= untilMs),
  );
  if (shown) return { is: 'shown', by: shown };
  return { is: 'not-shown', lastSeenMs: last?.atMs ?? null };
}

/** In their order. What was taken back was said all the same. */
function signsOf(awaited: readonly string[], { signs, messages, presses }: Conversation): readonly Sign[] {
  const spoke = messages.map(({ from, sentAtMs }): Sign => ({ by: from.id, atMs: sentAtMs, how: 'spoke' }));
  const pressed = presses.map(({ by, atMs }): Sign => ({ by, atMs, how: 'pressed' }));
  return [...signs, ...spoke, ...pressed].filter(({ by }) => awaited.includes(by)).sort((a, b) => a.atMs - b.atMs);
}
