import type { Print } from '../content/keyed-print.ts';
import type { Manner, Matcher } from '../content/matcher.ts';
import type { Said } from '../content/spread.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Message } from '../events/message.ts';
import type { Detail } from './rule.ts';

/** What a rule about content is told of one message while its words are in memory; nothing of it is kept but what it finds. */
export interface Hearing {
  readonly message: Message;
  /** The group when the message was heard: who is who, who is inside. */
  readonly facts: GroupFacts;
  /** The company's lists of these names, as one; a list that does not exist holds nothing. Built once per version. */
  readonly words: (lists: readonly string[], manner: Manner) => Matcher;
  /** Texts of groups without outsiders that may be like a piece of this message, as far back as the rule looks. */
  readonly elsewhere: readonly Elsewhere[];
  /** Makes of a text what those hold of theirs. */
  readonly print: Print;
}

export interface Elsewhere extends Said {
  readonly groupName: string;
}

/** Something found in a message; it becomes a `Hit`. */
export interface Found<Says extends string = string> {
  readonly says: Says;
  /** What it is about, for lists and counts: `gambling`, `phone`, `link`. */
  readonly category: string;
  /** Fills the sentence; who and when are added when it is judged. Nothing personal that is not masked. */
  readonly detail: Detail;
  /** The same without anything of what was written, for policies that keep no words; absent: there is nothing of it in the detail. */
  readonly wordless?: Detail;
  /** Where in the text (UTF-16, `end` exclusive); null: not in the text, or none of it may be shown. */
  readonly at: { readonly begin: number; readonly end: number } | null;
}

/** Something found in the flow of what one sender said: at which message, and which of the rule's thoughts it is, from 0. */
export interface Flowing<Says extends string = string> {
  readonly messageId: string;
  readonly nth: number;
  readonly found: Found<Says>;
}

/** What a classifier is asked of one message. */
export interface Grading {
  readonly categories: readonly string[];
  readonly fromPercent: number;
}

/** How far a rule looks beyond one message, in milliseconds; 0: not at all. In the group: how long one message can matter for others. */
export interface LooksBack {
  readonly inGroupMs: number;
  readonly elsewhereMs: number;
}
