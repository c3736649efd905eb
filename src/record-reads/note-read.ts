import { appendAudit } from '../audit/append.ts';
import { auditSubject, pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import { type Corp, newId } from '../ids.ts';
import { openedBy } from './opened-by.ts';

export type ReadWhat = 'case-file' | 'name' | 'excerpt' | 'evidence';

/** Who reads, and when. */
export interface Reading {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  /** His account. */
  readonly by: string;
  readonly at: Date;
}

interface Read {
  readonly what: ReadWhat;
  /** The case; of an excerpt the find. */
  readonly aboutId: string;
  /** As a case names its subject. */
  readonly subject: string;
  /** Who that is; null: a group, or nobody of this company. */
  readonly personId: string | null;
  /** A file is opened because it is his work; a name and an excerpt for a reason. */
  readonly reason: string | null;
}

/**
 * Notes that somebody opened what is known about somebody, in the caller's transaction and in the trail: the person it is about may
 * see it. A file that is opened again within the hour is one reading. Appends to the trail: call it last.
 */
export async function noteRead(
  tx: Tx,
  reading: Reading,
  { what, aboutId, subject, personId, reason }: Read,
): Promise<void> {
  const { corp, keys, by, at } = reading;
  const still = await openedBy(tx, corp, { aboutId, reader: by, what, at });
  if (what === 'case-file' && still === 'opened') return;
  const id = newId();
  const sealed = reason === null ? null : keys.seal({ table: 'record_read', column: 'reason', row: id }, reason);
  await tx.recordRead.create({ data: { corp, id, reader: by, subject, personId, what, aboutId, reason: sealed, at } });
  const who = { subject: auditSubject(keys, subject), by: pseudonymOf(keys, by) };
  await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'record-read', readId: id, what, aboutId, ...who }]);
}
