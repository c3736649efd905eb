import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** A record of the trail with what links it to the one before; `body` is null when it was erased. */
export interface LinkOfCase {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly v: number;
  readonly bodyHash: string;
  readonly prev: string;
  readonly hash: string;
  readonly salt: string | null;
  readonly body: string | null;
}

/** Records by their numbers, whole. */
export async function trailOf(tx: Tx, corp: Corp, seqs: readonly number[]): Promise<LinkOfCase[]> {
  const rows = await tx.$queryRaw<(Omit<LinkOfCase, 'seq' | 'at'> & { seq: bigint; at: Date })[]>`
    select r.seq, r.at, r.kind, r.v, r.body_hash as "bodyHash", r.prev, r.hash, b.salt, b.body
    from qungui.audit_record r left join qungui.audit_body b on b.corp = r.corp and b.seq = r.seq
    where r.corp = ${corp} and r.seq = any(${[...seqs]}::bigint[]) order by r.seq`;
  return rows.map(({ seq, at, ...row }) => ({ ...row, seq: Number(seq), at: at.toISOString() }));
}
