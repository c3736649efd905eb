import { z } from 'zod';

/** What a word list can find in a message, in the order in which it is kept. */
export const MARKS = [
  'ask',
  'question',
  'same-day',
  'receipt',
  'notice',
  'praise',
  'courtesy',
  'done',
  'move',
  'reason',
  'hand-over',
  'decline',
  'acknowledgement',
  'calls-off',
  'calls-it-off',
  'red-packet-order',
] as const;
export type Mark = (typeof MARKS)[number];

/**
 * All that obligations need of the words of one message, without the words: what may be kept of it where the policy keeps none.
 * Read when the message is heard, and kept as it is.
 */
export const Reading = z
  .strictObject({
    /** Something was said or shown that is more than thanks or a sticker. */
    substance: z.enum(['words', 'thing', 'none']),
    /** The word of the policy that it stands for, and the word of its list that was written. */
    acknowledges: z.strictObject({ as: z.string(), word: z.string() }).readonly().nullable(),
    /** What is said beside the acknowledgement. */
    besides: z.enum(['nothing', 'more']),
    /** Words that begin with a name are said to that one. */
    begins: z.enum(['with-name', 'otherwise']),
    marks: z.array(z.enum(MARKS)).readonly(),
    /** The day that the words name, seen from when they were said. */
    statedDay: z.iso.date().nullable(),
    /** Whom of those for whom somebody speaks, and which departments, the words call by name. */
    calls: z
      .strictObject({ people: z.array(z.string()).readonly(), departments: z.array(z.string()).readonly() })
      .readonly(),
  })
  .readonly();
export type Reading = z.infer<typeof Reading>;

/**
 * The words by which messages are read: data, which a policy may widen. A word with `whole` counts only when nothing else
 * is said; every other must begin the message. Nothing here is understood: a word is there or it is not.
 */
export interface Lexicon {
  /** Words that acknowledge, under the word of the policy that they stand for. */
  readonly acknowledge: Readonly<Record<string, readonly string[]>>;
  readonly acknowledgeWhole: Readonly<Record<string, readonly string[]>>;
  readonly done: readonly string[];
  readonly move: readonly string[];
  readonly reason: readonly string[];
  readonly handOver: readonly string[];
  readonly decline: readonly string[];
  readonly ask: readonly string[];
  readonly question: readonly string[];
  readonly sameDay: readonly string[];
  readonly receipt: readonly string[];
  readonly notice: readonly string[];
  /** Thanks, praise, greetings, goodbyes: alone they ask for nothing and answer nothing. */
  readonly courtesy: readonly string[];
  readonly praise: readonly string[];
  /** How people are addressed without a name; says nothing. */
  readonly address: readonly string[];
  /** Say that something is not needed any more. */
  readonly callsOff: readonly string[];
  /** Begin what somebody says of himself. */
  readonly aboutSelf: readonly string[];
  /** Say that something is done, seen or had: the day beside them lies behind. */
  readonly told: readonly string[];
  /** Turns of phrase that hold a word of another list and ask for nothing. */
  readonly idiom: readonly string[];
  /** End a clause that takes leave or lets somebody rest. */
  readonly parting: readonly string[];
}
