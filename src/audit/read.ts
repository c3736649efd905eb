import type { Db, Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { type FullLink, genesis } from './chain.ts';
import { type Head, headOf } from './head.ts';

/** How far the chain reaches: its head, and the highest number any record carries. Read together. */
export async function readEnd(tx: Tx, corp: Corp): Promise<{ readonly head: Head; readonly highest: number }> {
  const [row] = await tx.$queryRaw<{ seq: bigint | null; hash: string | null; highest: bigint | null }[]>`
    select head.seq, head.hash, (select max(seq) from qungui.audit_record where corp = ${corp}) as highest
    from (select) nothing left join qungui.audit_head head on head.corp = ${corp}`;
  const head =
    row?.seq == null || row.hash === null ? { ...genesis(corp), seal: '' } : headOf({ seq: row.seq, hash: row.hash });
  return { head, highest: Number(row?.highest ?? 0) };
}

type Row = readonly [number, number, string, number, string, string, string, string | null, string | null];

/** Records by number from `first` on, a page each; the next is fetched while the caller looks at this one. */
export async function* readPages(
  db: Db,
  corp: Corp,
  first: number,
  upTo: number,
  pageSize = 20_000,
): AsyncGenerator<readonly FullLink[]> {
  const fetch = (from: number): Promise<FullLink[]> | null => {
    if (from > upTo) return null;
    const to = Math.min(upTo, from + pageSize - 1);
    const page = db.withCorp(corp, (tx) => readPage(tx, corp, from, to), { timeoutMs: 120_000 });
    page.catch(() => undefined); // met where it is awaited; a caller that stops early never does
    return page;
  };
  let next = fetch(first);
  for (let from = first + pageSize; next !== null; from += pageSize) {
    const page = await next;
    next = fetch(from);
    yield page;
  }
}

/** A page is one value of one row, because decoding columns one by one costs most. */
async function readPage(tx: Tx, corp: Corp, from: number, to: number): Promise<FullLink[]> {
  const [row] = await tx.$queryRaw<{ page: string | null }[]>`
    select json_agg(json_build_array(
      r.seq, (extract(epoch from r.at) * 1000)::bigint, r.kind, r.v, r.body_hash, r.prev, r.hash, b.salt, b.body
    ) order by r.seq)::text as page
    from qungui.audit_record r left join qungui.audit_body b on b.corp = r.corp and b.seq = r.seq
    where r.corp = ${corp} and r.seq between ${from} and ${to}`;
  const rows = JSON.parse(row?.page ?? '[]') as Row[];
  return rows.map(([seq, atMs, kind, v, bodyHash, prev, hash, salt, body]) => ({
    seq,
    atMs,
    kind,
    v,
    bodyHash,
    prev,
    hash,
    salt,
    body,
  }));
}
