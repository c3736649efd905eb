import type { Message } from '../events/message.ts';

/** What of a message its place in the flow hangs on. All functions here want the messages of one group, in the order of `bySaid`. */
export type Spoken = Pick<Message, 'id' | 'from' | 'sentAtMs' | 'kind' | 'hash' | 'length' | 'revokedAtMs'>;

/** Several messages that together are one matter, in their order. */
export interface Burst {
  readonly senderId: string;
  readonly messageIds: readonly string[];
  readonly fromMs: number;
  readonly untilMs: number;
}

/** How many within how long. */
export interface Pace {
  readonly most: number;
  readonly withinMs: number;
}

/** Senders who spoke more often than `most` times within the time; each burst is as long as it went on, and is told once. */
export const floods = (messages: readonly Spoken[], pace: Pace): readonly Burst[] =>
  bySender(messages).flatMap((own) => bursts(own, pace));

/** The same words or the same thing from one sender more than `most` times within the time; what cannot be compared is none. */
export function repeats(messages: readonly Spoken[], pace: Pace): readonly Burst[] {
  const comparable = messages.filter(({ hash }) => hash !== '');
  return bySender(comparable).flatMap((own) => grouped(own, ({ hash }) => hash).flatMap((same) => bursts(same, pace)));
}

/** Messages longer than so many characters. */
export const tooLong = (messages: readonly Spoken[], most: number): readonly Spoken[] =>
  standing(messages).filter(({ length }) => length > most);

/** Where the share of voice messages became too large. */
export interface VoiceCrossing {
  readonly messageId: string;
  readonly voice: number;
  readonly all: number;
}

/** Of one sender, in his order: the first message of each period at which, of at least `from` messages, more than this share (0–1) are voice. */
export function voiceCrossings(
  own: readonly Spoken[],
  from: number,
  share: number,
  periodOf: (atMs: number) => string,
): readonly VoiceCrossing[] {
  const counts = new Map<string, { voice: number; all: number; crossed: VoiceCrossing | null }>();
  for (const { id, kind, sentAtMs } of standing(own)) {
    const period = periodOf(sentAtMs);
    const count = counts.get(period) ?? { voice: 0, all: 0, crossed: null };
    counts.set(period, count);
    count.all += 1;
    if (kind === 'voice') count.voice += 1;
    if (count.crossed || kind !== 'voice' || count.all < from || count.voice <= count.all * share) continue;
    count.crossed = { messageId: id, voice: count.voice, all: count.all };
  }
  return [...counts.values()].flatMap(({ crossed }) => crossed ?? []);
}

/** What was taken back is no longer said. */
const standing = (messages: readonly Spoken[]): readonly Spoken[] =>
  messages.filter(({ revokedAtMs }) => revokedAtMs === null);

const bySender = (messages: readonly Spoken[]): readonly (readonly Spoken[])[] =>
  grouped(standing(messages), ({ from }) => from.id);

function grouped(messages: readonly Spoken[], by: (message: Spoken) => string): readonly (readonly Spoken[])[] {
  const groups = new Map<string, Spoken[]>();
  for (const message of messages) {
    const known = groups.get(by(message));
    if (known) known.push(message);
    else groups.set(by(message), [message]);
  }
  return [...groups.values()];
}

/** Windows with more than `most` in them; those that overlap are one burst. */
function bursts(own: readonly Spoken[], { most, withinMs }: Pace): Burst[] {
  const found: { first: number; last: number }[] = [];
  for (let last = most; last < own.length; last += 1) {
    const first = last - most;
    if (timeOf(own, last) - timeOf(own, first) >= withinMs) continue;
    const before = found.at(-1);
    if (before && first <= before.last) before.last = last;
    else found.push({ first, last });
  }
  return found.map(({ first, last }) => ({
    senderId: own[first]?.from.id ?? '',
    messageIds: own.slice(first, last + 1).map(({ id }) => id),
    fromMs: timeOf(own, first),
    untilMs: timeOf(own, last),
  }));
}

const timeOf = (messages: readonly Spoken[], nth: number): number => messages[nth]?.sentAtMs ?? 0;
