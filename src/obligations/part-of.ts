import { awaitedKey, type Conversation, type Part } from '../events/conversation.ts';
import { remembered } from '../remembered.ts';
import type { Obligation } from './judge.ts';

/** An obligation as its row has it, as far as its row says what it hangs on. */
export interface Carried
  extends Pick<Obligation, 'key' | 'asker' | 'spokenBy' | 'awaited' | 'messages' | 'cancelled' | 'certainty'> {
  /** When its first message was said, or it began to run, whichever was earlier. */
  readonly beganMs: number;
  readonly standing: 'open' | 'over';
  /** Ids of the messages and presses that answered it. */
  readonly proofs: readonly string[];
  readonly result: { readonly offeredTo: readonly string[] } | null;
  readonly reachable: 'must-be-shown' | 'not-asked';
}

/** A part, and which messages of before it belong to it. */
export interface ToLoad {
  readonly part: Part;
  readonly ids: ReadonlySet<string>;
  /** From when on somebody's messages belong to it. */
  readonly bySender: ReadonlyMap<string, number>;
}

/**
 * What is read around what is judged: an answer, a word that calls something off, a sign of life and a stronger proof all count
 * within a day.
 */
export const AROUND_MS = 86_400_000;

/**
 * What must be read so that everything that was said from a moment on, and whatever of before it can still become otherwise, is
 * judged as if all were read. Of a matter in which nobody has answered, and that waits for nothing but an answer, only its messages
 * count: that none of the others answered it was found before. Of every other all that its people said since counts. Pure.
 */
export function partOf(newFromMs: number, carried: readonly Carried[]): ToLoad {
  const fromMs = newFromMs - AROUND_MS;
  const ids = new Set<string>();
  const matters = new Map<string, Set<string>>();
  const bySender = new Map<string, number>();
  for (const one of carried) {
    for (const id of one.messages) {
      ids.add(id);
      matters.set(id, (matters.get(id) ?? new Set()).add(awaitedKey(one.awaited)));
    }
    if (waitsForAnswerOnly(one)) continue;
    const sinceMs = one.beganMs - AROUND_MS;
    for (const person of peopleOf(one)) bySender.set(person, Math.min(sinceMs, bySender.get(person) ?? sinceMs));
  }
  const keys = new Set(carried.map(({ key }) => key));
  return { part: { fromMs, wholeFromMs: fromMs - AROUND_MS, matters, keys, bySender }, ids, bySender };
}

const waitsForAnswerOnly = ({ standing, cancelled, proofs, result, reachable }: Carried): boolean =>
  standing === 'open' && !cancelled && proofs.length === 0 && result === null && reachable === 'not-asked';

const peopleOf = ({ asker, spokenBy, awaited, result }: Carried): readonly string[] => [
  asker,
  spokenBy,
  ...awaited,
  ...(result?.offeredTo ?? []),
];

/** Whether an obligation of this key, made of this message, is judged by what is here. */
export function isOfTalk(key: string, messageId: string, talk: Conversation): boolean {
  const { part } = talk;
  if (part?.keys.has(key)) return true;
  const saidMs = momentsIn(talk).get(messageId);
  return saidMs !== undefined && (!part || saidMs >= part.fromMs);
}

const momentsIn = remembered(
  ({ messages, published }: Conversation): ReadonlyMap<string, number> =>
    new Map([
      ...messages.map(({ id, sentAtMs }) => [id, sentAtMs] as const),
      ...published.map(({ id, atMs }) => [id, atMs] as const),
    ]),
);

/** What of a row says whether it may become otherwise. */
export interface Standing {
  readonly standing: Carried['standing'];
  readonly states: readonly (string | null)[];
  readonly changedMs: number;
  readonly newFromMs: number;
}

/** A row is written after what it is about was said, but for clocks that do not agree. */
const SLACK_MS = 86_400_000;

/** What was last written so long before something new is settled, when nobody is waited for. */
export const SETTLED_AFTER_MS = AROUND_MS + SLACK_MS;

/**
 * Whether an obligation must be judged again when something is new from a moment on: somebody is waited for, nobody can say how it
 * went, or what became of it hangs on what was known of that time. All others are settled. Pure.
 */
export const mayBecomeOtherwise = ({ standing, states, changedMs, newFromMs }: Standing): boolean =>
  standing === 'open' ||
  states.some((state) => state === 'unknown' || state === 'remind-only') ||
  changedMs >= newFromMs - SETTLED_AFTER_MS;
