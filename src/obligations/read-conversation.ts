import type { Conversation } from '../events/conversation.ts';
import { bySaid, type Message, mentionedFor } from '../events/message.ts';
import type { Reading } from '../events/reading.ts';
import { remembered } from '../remembered.ts';
import { knownIn, readMessage } from './read-message.ts';

/** One message as it was read. */
export interface Said {
  readonly message: Message;
  readonly reading: Reading;
  /** Whom it names for sure. */
  readonly names: readonly string[];
}

/** Each message once, in the order in which they were said, whatever the order in which they came. */
export const saidIn = remembered((talk: Conversation): readonly Message[] =>
  [...new Map(talk.messages.map((message) => [message.id, message])).values()].sort(bySaid),
);

const readingsIn = remembered((talk: Conversation): ReadonlyMap<string, Reading> => {
  const known = knownIn(talk);
  const read = (message: Message) => readMessage(message, talk.lexicon, known);
  return new Map(
    saidIn(talk).map((message) => {
      const kept = message.text === null ? talk.readings.get(message.id) : undefined;
      return [message.id, kept ?? read(message)];
    }),
  );
});

/** Words that are kept are read now; of others what was kept of their reading counts, and where nothing was, their kind alone. */
export const readingOf = (message: Message, talk: Conversation): Reading =>
  readingsIn(talk).get(message.id) ?? readMessage(message, talk.lexicon, knownIn(talk));

/** What each sender said and did not take back, in its order. */
const saidBy = remembered((talk: Conversation): ReadonlyMap<string, readonly Said[]> => {
  const bySender = new Map<string, Said[]>();
  for (const message of saidIn(talk)) {
    if (message.revokedAtMs !== null) continue;
    const said = { message, reading: readingOf(message, talk), names: mentionedFor(message) };
    const sofar = bySender.get(message.from.id);
    if (sofar) sofar.push(said);
    else bySender.set(message.from.id, [said]);
  }
  return bySender;
});

/** What somebody said from a moment on and did not take back, in its order. */
export function saidSince(atMs: number, by: string, talk: Conversation): readonly Said[] {
  const all = saidBy(talk).get(by) ?? [];
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.message.sentAtMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return all.slice(low);
}
