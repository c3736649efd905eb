import { z } from 'zod';
import { ChatId, Count, Id, Title, v } from './entry-words.ts';
import { Pseudonym } from './pseudonym.ts';

/** The company sent a notice through us, and waits for an answer. */
const NoticePublished = z.strictObject({
  v,
  kind: z.literal('notice-published'),
  publicationId: Id,
  chatId: ChatId,
  instance: Title,
  to: Count,
  via: z.enum(['cli', 'page']),
  by: Pseudonym,
});
/** A notice was taken back: nobody is waited for any more. */
const NoticeWithdrawn = z.strictObject({
  v,
  kind: z.literal('notice-withdrawn'),
  publicationId: Id,
  /** Messages that were not sent yet. */
  dropped: Count,
  by: Pseudonym,
});
/** Notices that we send ourselves. */
export const PUBLICATION_ENTRIES = [NoticePublished, NoticeWithdrawn] as const;
