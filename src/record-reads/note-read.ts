import { appendAudit } from '../audit/append.ts';
import { auditSubject, pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Directory } from '../events/person.ts';
import { type Corp, newId } from '../ids.ts';
import { personOfSubject } from './person-of-subject.ts';

export type ReadWhat = 'case-file' | 'name' | 'excerpt' | 'evidence';

/** Who reads, and when. */
export interface Reading {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  /** His account. */
  readonly by: string;
  readonly at: Date;
  readonly directory: Directory;
}

interface Read {
  readonly what: ReadWhat;
  /** The case; of an excerpt the find. */
  readonly aboutId: string;
  /** As a case names its subject. */
  readonly subject: string;
  /** A file is opened because it is his work; a name and an excerpt for a reason. */
  readonly reason: string | null;
}

/** Whoever looks at one file again within the hour is still reading it. */
const ONE_READING_MS = 3_600_000;

/**
 * Notes that somebody opened what is known about somebody, in the caller's transaction and in the trail: the person it is about may
 * see it. A file that is opened again within the hour is one reading. Appends to the trail: call it last.
 */
export async function noteRead(tx: Tx, reading: Reading, { what, aboutId, subject, reason }: Read): Promise<void> {
  const { corp, keys, by, at, directory } = reading;
  if (what === 'case-file' && (await isStillReading(tx, reading, aboutId))) return;
  const id = newId();
  const personId = personOfSubject(subject, directory)?.id ?? null;
  const sealed = reason === null ? null : keys.seal({ table: 'record_read', column: 'reason', row: id }, reason);
  await tx.recordRead.create({ data: { corp, id, reader: by, subject, personId, what, aboutId, reason: sealed, at } });
  const who = { subject: auditSubject(keys, subject), by: pseudonymOf(keys, by) };
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'record-read', readId: id, what, aboutId, ...who }]);
}

async function isStillReading(tx: Tx, { corp, by, at }: Reading, aboutId: string): Promise<boolean> {
  const since = new Date(at.getTime() - ONE_READING_MS);
  const open = { corp, aboutId, reader: by, what: 'case-file', at: { gt: since } };
  return (await tx.recordRead.findFirst({ where: open, select: { id: true } })) !== null;
}
