import type { Conversation } from '../events/conversation.ts';
import { bySaid, type Message, mentionedFor } from '../events/message.ts';
import { remembered } from '../remembered.ts';
import type { Lexicon } from './lexicon.ts';
import { type Reading, readWords } from './read-words.ts';

/** One message as the rules of a lexicon read it. */
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

/** What each sender said and did not take back, in its order. */
const saidBy = remembered((talk: Conversation) =>
  remembered((lexicon: Lexicon): ReadonlyMap<string, readonly Said[]> => {
    const bySender = new Map<string, Said[]>();
    for (const message of saidIn(talk)) {
      if (message.revokedAtMs !== null) continue;
      const said = { message, reading: readWords(message, lexicon), names: mentionedFor(message) };
      const sofar = bySender.get(message.from.id);
      if (sofar) sofar.push(said);
      else bySender.set(message.from.id, [said]);
    }
    return bySender;
  }),
);

/** What somebody said from a moment on and did not take back, in its order. */
export function saidSince(atMs: number, by: string, lexicon: Lexicon, talk: Conversation): readonly Said[] {
  const all = saidBy(talk)(lexicon).get(by) ?? [];
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.message.sentAtMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  return all.slice(low);
}
