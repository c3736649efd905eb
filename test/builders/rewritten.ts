import { bodyHash, linkHash } from '../../src/audit/chain.ts';
import { lockHead, moveHead } from '../../src/audit/head.ts';
import { readEnd, readPages } from '../../src/audit/read.ts';
import { asSuperuser } from '../db.ts';
import type { House } from '../house.ts';

/** The trail written anew from record `seq` on, by somebody with all rights and even the corp's key: nothing inside the database tells. */
export async function rewriteTrail({ deps, corp, database, inCorp }: House, seq: number): Promise<void> {
  const keys = await deps.keys.of(corp);
  const { highest } = await inCorp((tx) => readEnd(tx, corp));
  const rows: string[] = [];
  let prev: string | null = null;
  for await (const page of readPages(deps.db, corp, seq, highest))
    for (const link of page) {
      const body = (link.body ?? '').replace('"v":1', '"v":1 ');
      const changed = { ...link, body, prev: prev ?? link.prev, bodyHash: bodyHash(link.salt ?? '', body) };
      const hash = linkHash(changed);
      rows.push(
        `update qungui.audit_record set prev = '${changed.prev}', body_hash = '${changed.bodyHash}', hash = '${hash}' where seq = ${link.seq}`,
        `update qungui.audit_body set body = replace(body, '"v":1', '"v":1 ') where seq = ${link.seq}`,
      );
      prev = hash;
    }
  await asSuperuser(database, (client) =>
    client.query(`set session_replication_role = replica; ${rows.join(';')}; set session_replication_role = default`),
  );
  await inCorp(async (tx) => {
    await lockHead(tx, corp);
    await moveHead(tx, corp, keys, { seq: highest, hash: prev ?? '' });
  });
}
