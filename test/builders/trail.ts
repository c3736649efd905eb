import type { Tx } from '../../src/db/client.ts';
import type { Corp } from '../../src/ids.ts';

/** The bodies of a corp's audit entries of one kind, in order. */
export async function entriesOf(tx: Tx, corp: Corp, kind: string): Promise<Record<string, unknown>[]> {
  const rows = await tx.$queryRaw<{ body: string }[]>`
    select b.body from qungui.audit_record r join qungui.audit_body b on b.corp = r.corp and b.seq = r.seq
    where r.corp = ${corp} and r.kind = ${kind} order by r.seq`;
  return rows.map(({ body }) => JSON.parse(body));
}
