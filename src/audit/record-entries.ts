import { z } from 'zod';
import { Count, Id, v, Word } from './entry-words.ts';
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

/** Somebody wants to take the evidence of a case out of the house; why is sealed elsewhere. */
const PackAsked = z.strictObject({
  v,
  kind: z.literal('pack-asked'),
  requestId: Id,
  caseId: Id,
  purpose: Word,
  by: Pseudonym,
});
/** Somebody else let it go, or not. */
const PackReleased = z.strictObject({
  v,
  kind: z.literal('pack-released'),
  requestId: Id,
  caseId: Id,
  says: z.enum(['released', 'refused']),
  by: Pseudonym,
});

/** The notice about personal information is another from now on, or the first: the hash of its sentences. */
const PrivacyNotice = z.strictObject({
  v,
  kind: z.literal('privacy-notice'),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  became: z.enum(['first', 'changed']),
});

/** Nothing of a case, a person or a group may be erased from now on; why is sealed elsewhere. */
const HoldSet = z.strictObject({
  v,
  kind: z.literal('hold-set'),
  holdId: Id,
  scope: z.enum(['case', 'person', 'group']),
  target: z.string().min(1).max(64),
  by: Pseudonym,
});
const HoldEnded = z.strictObject({ v, kind: z.literal('hold-ended'), holdId: Id, by: Pseudonym });
/** Somebody took out all that is held about one person, for him. */
const PersonExported = z.strictObject({
  v,
  kind: z.literal('person-exported'),
  person: Pseudonym,
  purpose: Word,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  by: Pseudonym,
});
/** What may go about one person went; so many kinds of rows had to stay. */
const PersonErased = z.strictObject({
  v,
  kind: z.literal('person-erased'),
  person: Pseudonym,
  rows: Count,
  kept: z.array(Word),
  by: Pseudonym,
});
/** What nobody tried again was begun again, or let go. */
const DeadLetterSettled = z.strictObject({
  v,
  kind: z.literal('dead-letter-settled'),
  what: z.enum(['callback', 'record', 'notice', 'timer']),
  id: Id,
  was: Word,
  outcome: z.enum(['retried', 'dropped']),
  by: Pseudonym,
});

/** Who read, held, took out or erased what is known about whom. */
export const RECORD_ENTRIES = [
  PrivacyNotice,
  RecordRead,
  PackAsked,
  PackReleased,
  HoldSet,
  HoldEnded,
  PersonExported,
  PersonErased,
  DeadLetterSettled,
] as const;
