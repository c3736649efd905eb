import { z } from 'zod';
import { Id, v } from './entry-words.ts';
import { AuditSubject, Pseudonym } from './pseudonym.ts';

/** Somebody opened a file, a name, an excerpt or the evidence about somebody; his reason is sealed elsewhere. */
const RecordRead = z.strictObject({
  v,
  kind: z.literal('record-read'),
  readId: Id,
  what: z.enum(['case-file', 'name', 'excerpt', 'evidence']),
  aboutId: Id,
  subject: AuditSubject,
  by: Pseudonym,
});

/** Who read what is known about whom. */
export const RECORD_ENTRIES = [RecordRead] as const;
