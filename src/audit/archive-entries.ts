import { z } from 'zod';
import { Count, Time, v, Word } from './entry-words.ts';

const Seq = z.string().regex(/^\d{1,20}$/, 'a seq of the archive');

/** Records of the archive were jumped over: nobody will ever read them. */
const ArchiveGap = z.strictObject({
  v,
  kind: z.literal('archive-gap'),
  fromSeq: Seq,
  toSeq: Seq,
  because: z.enum(['jump', 'five-days']),
});
/** Records that could not be read were set aside, sealed. */
const RecordsParked = z.strictObject({ v, kind: z.literal('records-parked'), because: Word, count: Count });
/** Nothing was pulled for so long that records will soon be lost. */
const ArchiveLate = z.strictObject({ v, kind: z.literal('archive-late'), since: Time, code: Word });

/** What becomes of the archive, without a word of what was said. */
export const ARCHIVE_ENTRIES = [ArchiveGap, RecordsParked, ArchiveLate] as const;
