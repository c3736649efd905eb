import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';

/** One time that somebody read what is known about a person. */
export interface RecordRead {
  readonly id: string;
  /** The account of who read it. */
  readonly reader: string;
  readonly what: 'case-file' | 'name' | 'excerpt' | 'evidence';
  /** The case; of an excerpt the find. */
  readonly aboutId: string;
  /** Sealed; `reasonOf` opens it. */
  readonly reason: string | null;
  readonly at: Date;
}

/** More than this nobody reads of himself on one page. */
const MOST = 200;

/** Who has read the record of a person, the latest first. */
export const readsOf = (tx: Tx, corp: Corp, personId: string): Promise<RecordRead[]> => readsBy(tx, { corp, personId });

/** Who has read one case file or find, the latest first. */
export const readsAbout = (tx: Tx, corp: Corp, aboutId: string): Promise<RecordRead[]> =>
  readsBy(tx, { corp, aboutId });

async function readsBy(
  tx: Tx,
  where: { readonly corp: Corp; readonly personId?: string; readonly aboutId?: string },
): Promise<RecordRead[]> {
  const rows = await tx.recordRead.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'asc' }], take: MOST });
  return rows.map(({ id, reader, what, aboutId, reason, at }) => ({
    id,
    reader,
    what: what as RecordRead['what'],
    aboutId,
    reason,
    at,
  }));
}

/** Why he read it, in his words; null where a file was opened, which needs none. */
export const reasonOf = (keys: Pick<CorpKeys, 'open'>, { id, reason }: RecordRead): string | null =>
  reason === null ? null : keys.open({ table: 'record_read', column: 'reason', row: id }, reason);
