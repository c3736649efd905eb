import { z } from 'zod';
import { ChatId, Count, Id, Title, v, Word } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

/** One of the company's lists of words became what somebody gave; the words are in its history. */
const WordListSet = z.strictObject({
  v,
  kind: z.literal('word-list-set'),
  list: Title,
  words: Count,
  begun: Count,
  ended: Count,
  by: Pseudonym,
});
/** Somebody said whether a find was right. */
const HitMarked = z.strictObject({
  v,
  kind: z.literal('hit-marked'),
  hitId: Id,
  chatId: ChatId,
  instance: Word,
  marked: z.enum(['right', 'wrong']),
  by: Pseudonym,
});
/** Somebody opened the excerpt of a find; his reason is sealed elsewhere. */
const HitRead = z.strictObject({
  v,
  kind: z.literal('hit-read'),
  hitId: Id,
  readId: Id,
  chatId: ChatId,
  instance: Word,
  by: Pseudonym,
});
/** A rule of 敏感词 at WeCom was made, changed or taken away again, so that it holds what a list holds. */
const InterceptSynced = z.strictObject({
  v,
  kind: z.literal('intercept-synced'),
  list: Title,
  part: Count,
  change: z.enum(['made', 'changed', 'removed']),
  words: Count,
});

/** What is looked for in messages, and what people said of it; no word that was said. */
export const CONTENT_ENTRIES = [WordListSet, HitMarked, HitRead, InterceptSynced] as const;
