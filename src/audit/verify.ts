import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { type Fault, type FullLink, faultOf, genesis, type Tip } from './chain.ts';
import { type Head, headSeal } from './head.ts';
import { readEnd, readPages } from './read.ts';

export type Verdict =
  | { readonly state: 'whole'; readonly records: number; readonly erased: number; readonly head: Tip }
  | { readonly state: 'broken'; readonly seq: number; readonly fault: Fault };

/**
 * Recomputes the corp's chain from its first record and names the first that is wrong. `anchors` are tips that were
 * kept outside the database, their hashes whole or by their first signs: they alone can tell when all of it was set back
 * to an earlier day. `from`: a tip that was verified before; what came after it is recomputed.
 */
export async function verifyAudit(
  db: Db,
  corp: Corp,
  keys: CorpKeys,
  anchors: readonly Tip[] = [],
  from: Tip = genesis(corp),
): Promise<Verdict> {
  const { head, highest } = await db.withCorp(corp, (tx) => readEnd(tx, corp));
  if (highest < from.seq) return { state: 'broken', seq: highest + 1, fault: 'missing seq' };
  const kept = new Map(anchors.map(({ seq, hash }) => [seq, hash]));
  let last = from;
  let erased = 0;
  for await (const page of readPages(db, corp, from.seq + 1, Math.max(head.seq, highest))) {
    for (const link of page) {
      const fault = faultOf(last, link) ?? (contradicts(kept, link) ? 'anchor differs' : null);
      if (fault) return { state: 'broken', seq: last.seq + 1, fault };
      if (link.body === null) erased++;
      last = link;
    }
  }
  const fault = faultOfEnd(last, head, highest, keys, kept);
  return fault
    ? { state: 'broken', ...fault }
    : { state: 'whole', records: last.seq, erased, head: { seq: last.seq, hash: last.hash } };
}

const contradicts = (kept: ReadonlyMap<number, string>, { seq, hash }: FullLink): boolean =>
  !hash.startsWith(kept.get(seq) ?? hash);

function faultOfEnd(last: Tip, head: Head, highest: number, keys: CorpKeys, kept: ReadonlyMap<number, string>) {
  const missing = { seq: last.seq + 1, fault: 'missing seq' } as const;
  if (last.seq < Math.max(head.seq, highest)) return missing;
  if (last.seq > head.seq || last.hash !== head.hash || !isSealed(head, keys))
    return { seq: last.seq, fault: 'head differs' } as const;
  return [...kept.keys()].some((seq) => seq > last.seq) ? missing : null;
}

/** Before the first record there is nothing to seal. */
function isSealed(head: Head, keys: CorpKeys): boolean {
  if (head.seq === 0) return true;
  const [ours, theirs] = [Buffer.from(headSeal(keys, head)), Buffer.from(head.seal)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
