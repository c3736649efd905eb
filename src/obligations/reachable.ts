import type { Clock } from './clock.ts';
import type { Conversation, Sign } from './conversation.ts';

/** Whether somebody could have answered within a clock's time: `shown` by a sign of life, else nobody can show it. */
export type Reachable =
  | { readonly is: 'shown'; readonly by: Sign }
  | { readonly is: 'not-shown'; readonly lastSeenMs: number | null };

/** Signs of life while a clock ran that was missed or answered too late; null for every other clock. */
export function reachableIn(clock: Clock, awaited: readonly string[], talk: Conversation): Reachable | null {
  const { deadline } = clock;
  if ((clock.state !== 'missed' && clock.state !== 'late') || deadline?.kind !== 'known') return null;
  const before = signsOf(awaited, talk).filter(({ atMs }) => atMs <= deadline.atMs);
  const last = before.at(-1);
  if (last && last.atMs >= clock.startMs) return { is: 'shown', by: last };
  return { is: 'not-shown', lastSeenMs: last?.atMs ?? null };
}

/** In their order. What was taken back was said all the same. */
function signsOf(awaited: readonly string[], { signs, messages, presses }: Conversation): readonly Sign[] {
  const spoke = messages.map(({ from, sentAtMs }): Sign => ({ by: from.id, atMs: sentAtMs, how: 'spoke' }));
  const pressed = presses.map(({ by, atMs }): Sign => ({ by, atMs, how: 'pressed' }));
  return [...signs, ...spoke, ...pressed].filter(({ by }) => awaited.includes(by)).sort((a, b) => a.atMs - b.atMs);
}
