import { appendAudit } from '../../src/audit/append.ts';
import type { AuditEntry } from '../../src/audit/entry.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { openDb } from '../../src/db/client.ts';
import { kekOf } from '../../src/db/kek.ts';
import { openKeyring } from '../../src/db/keyring.ts';
import { Corp } from '../../src/ids.ts';
import { asSuperuser, freshDatabase } from '../db.ts';

/** An entry that is told from others by its number. */
export const brake = (held: number): AuditEntry => ({ v: 1, kind: 'brake-on', rule: 'naming/nickname-format', held });

/** Corp alpha's chain in a database of its own, with an insider who gets past every trigger. */
export async function openChain() {
  const corp = Corp.parse('alpha');
  const at = new Date('2026-11-23T01:02:03.456Z');
  const database = await freshDatabase();
  const db = openDb(database.appUrl, 'fixed');
  const ring = openKeyring(db, kekOf(Buffer.alloc(32, 7)));
  const keys = await ring.of(corp);
  const insider = (sql: string): Promise<unknown> =>
    asSuperuser(database, (client) => client.query(`set session_replication_role = replica; ${sql}`));
  return {
    corp,
    at,
    database,
    db,
    ring,
    keys,
    /** SQL past the triggers, as a database administrator with all rights would run it. */
    insider,
    empty: (): Promise<unknown> => insider('truncate qungui.audit_record, qungui.audit_body, qungui.audit_head'),
    append: (...entries: AuditEntry[]): Promise<void> =>
      db.withCorp(corp, (tx) => appendAudit(tx, corp, keys, at, entries)),
    verify: () => verifyAudit(db, corp, keys),
    close: async (): Promise<void> => {
      await db.close();
      await database.drop();
    },
  };
}

export type Chain = Awaited<ReturnType<typeof openChain>>;
