import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/db.ts';
import { type Db, openDb } from '../db/client.ts';
import { kekOf } from '../db/kek.ts';
import { openKeyring } from '../db/keyring.ts';
import type { CorpKeys } from '../db/keys.ts';
import { Corp, newId } from '../ids.ts';
import { appendAudit } from './append.ts';
import type { AuditEntry } from './entry.ts';
import { exportAudit } from './export.ts';
import { verifyAudit } from './verify.ts';

const alpha = Corp.parse('alpha');
const beta = Corp.parse('beta');
const at = new Date('2026-11-23T01:02:03.456Z');
const brake = (held: number): AuditEntry => ({ v: 1, kind: 'brake-on', rule: 'naming/nickname-format', held });
const tried = (attempt: number, keys: CorpKeys): AuditEntry => ({
  v: 1,
  kind: 'notice-tried',
  noticeId: newId(),
  to: keys.pseudonym('zhangshili') as never,
  attempt,
  errcode: attempt % 2 === 0 ? 45009 : null,
  outcome: 'sent',
});

let database: TestDatabase;
let db: Db;
let keys: CorpKeys;
let theirs: CorpKeys;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.appUrl, 'fixed');
  const ring = openKeyring(db, kekOf(Buffer.alloc(32, 7)));
  keys = await ring.of(alpha);
  theirs = await ring.of(beta);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** SQL past the triggers, as a database administrator with all rights would run it. */
const insider = (sql: string): Promise<unknown> =>
  asSuperuser(database, (client) => client.query(`set session_replication_role = replica; ${sql}`));
const append = (...entries: AuditEntry[]): Promise<void> =>
  db.withCorp(alpha, (tx) => appendAudit(tx, alpha, keys, at, entries));
const verify = () => verifyAudit(db, alpha, keys);
const empty = 'truncate qungui.audit_record, qungui.audit_body, qungui.audit_head';

describe('the chain', () => {
  beforeEach(() => insider(empty));

  test('of nothing is whole', async () => {
    expect(await verify()).toMatchObject({ state: 'whole', records: 0, erased: 0 });
  });

  test('is whole after appending one by one and many at once', async () => {
    await append(brake(1));
    await append(brake(2), brake(3), ...Array.from({ length: 50 }, (_, i) => tried(i + 1, keys)));
    expect(await verify()).toMatchObject({ state: 'whole', records: 53 });
  });

  test('of nothing appended is not touched', async () => {
    await append();
    const { rows } = await asSuperuser(database, (client) => client.query('select from qungui.audit_head'));
    expect(rows).toEqual([]);
  });

  test('numbers without a gap when twenty transactions append at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => append(brake(i), brake(i))));
    expect(await verify()).toMatchObject({ state: 'whole', records: 40 });
  });

  test('keeps nothing of a transaction that fails', async () => {
    await append(brake(1));
    const failing = db.withCorp(alpha, async (tx) => {
      await appendAudit(tx, alpha, keys, at, [brake(2)]);
      throw new Error('after the entry');
    });
    await expect(failing).rejects.toThrow('after the entry');
    expect(await verify()).toMatchObject({ state: 'whole', records: 1 });
  });

  test('of one corp cannot be shown as another’s', async () => {
    await append(brake(1));
    await insider(['record', 'body', 'head'].map((part) => `update qungui.audit_${part} set corp = 'beta'`).join(';'));
    expect(await verifyAudit(db, beta, theirs)).toEqual({ state: 'broken', seq: 1, fault: 'broken link' });
  });

  test('starts anew for each corp', async () => {
    await append(brake(1), brake(2));
    await db.withCorp(beta, (tx) => appendAudit(tx, beta, theirs, at, [brake(1)]));
    expect(await verifyAudit(db, beta, theirs)).toMatchObject({ state: 'whole', records: 1 });
    expect(await verify()).toMatchObject({ state: 'whole', records: 2 });
  });

  test('is exported as lines that anybody can recompute', async () => {
    await append(brake(1), tried(1, keys));
    const lines: string[] = [];
    for await (const line of exportAudit(db, alpha)) lines.push(line);
    const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

    let prev = sha('qungui audit of alpha');
    for (const [i, line] of lines.entries()) {
      const { seq, at: when, kind, v, bodyHash, hash, salt, body, ...rest } = JSON.parse(line);
      expect(rest).toEqual({ prev });
      expect(seq).toBe(i + 1);
      expect(when).toBe('2026-11-23T01:02:03.456Z');
      expect(bodyHash).toBe(sha(`${salt}\n${body}`));
      expect(hash).toBe(sha(JSON.stringify({ at: when, bodyHash, kind, prev, seq, v })));
      expect(JSON.parse(body)).toMatchObject({ kind, v });
      prev = hash;
    }
    expect(lines).toHaveLength(2);
  });
});

const LAST = 12;
const HASH = 'f'.repeat(64);

/** What an insider may do, and what verify must say of it. */
const TAMPERINGS: readonly (readonly [
  string,
  (seq: number) => string,
  (seq: number) => { seq: number; fault: string },
])[] = [
  [
    'one byte of a body',
    (n) => `update qungui.audit_body set body = replace(body, '"held"', '"holt"') where seq = ${n}`,
    (n) => ({ seq: n, fault: 'changed body' }),
  ],
  [
    'a salt',
    (n) => `update qungui.audit_body set salt = '00' where seq = ${n}`,
    (n) => ({ seq: n, fault: 'changed body' }),
  ],
  [
    'a time, by a millisecond',
    (n) => `update qungui.audit_record set at = at + interval '1 ms' where seq = ${n}`,
    (n) => ({ seq: n, fault: 'broken link' }),
  ],
  [
    'a kind',
    (n) => `update qungui.audit_record set kind = 'case-closed' where seq = ${n}`,
    (n) => ({ seq: n, fault: 'broken link' }),
  ],
  [
    'a version',
    (n) => `update qungui.audit_record set v = 2 where seq = ${n}`,
    (n) => ({ seq: n, fault: 'broken link' }),
  ],
  [
    'a body’s hash',
    (n) => `update qungui.audit_record set body_hash = '${HASH}' where seq = ${n}`,
    (n) => ({ seq: n, fault: 'broken link' }),
  ],
  [
    'a link back',
    (n) => `update qungui.audit_record set prev = '${HASH}' where seq = ${n}`,
    (n) => ({ seq: n, fault: 'broken link' }),
  ],
  [
    'a hash',
    (n) => `update qungui.audit_record set hash = '${HASH}' where seq = ${n}`,
    (n) => ({ seq: n, fault: 'broken link' }),
  ],
  [
    'a record taken out',
    (n) => `delete from qungui.audit_record where seq = ${n}`,
    (n) => ({ seq: n, fault: 'missing seq' }),
  ],
  [
    'a record and its body taken out',
    (n) => `delete from qungui.audit_record where seq = ${n}; delete from qungui.audit_body where seq = ${n}`,
    (n) => ({ seq: n, fault: 'missing seq' }),
  ],
  [
    'the tail cut off',
    (n) => `delete from qungui.audit_record where seq >= ${n}`,
    (n) => ({ seq: n, fault: 'missing seq' }),
  ],
  [
    'the tail cut off and the head moved back',
    (n) =>
      `delete from qungui.audit_record where seq >= ${n}; update qungui.audit_head set seq = ${n} - 1, hash = (select hash from qungui.audit_record where seq = ${n} - 1) || '.' || split_part(hash, '.', 2)`,
    (n) => ({ seq: n - 1, fault: 'head differs' }),
  ],
  [
    'two records swapped',
    (n) =>
      `update qungui.audit_record set seq = 1000 where seq = ${n}; update qungui.audit_record set seq = ${n} where seq = ${n} - 1; update qungui.audit_record set seq = ${n} - 1 where seq = 1000`,
    (n) => ({ seq: n - 1, fault: 'broken link' }),
  ],
  [
    'a record added after the head',
    () =>
      `insert into qungui.audit_record select corp, ${LAST + 1}, at, kind, v, body_hash, hash, hash from qungui.audit_record where seq = ${LAST}`,
    () => ({ seq: LAST + 1, fault: 'broken link' }),
  ],
  [
    'the head’s hash',
    () => `update qungui.audit_head set hash = '${HASH}' || substr(hash, 65)`,
    () => ({ seq: LAST, fault: 'head differs' }),
  ],
  [
    'the head’s seal',
    () => `update qungui.audit_head set hash = split_part(hash, '.', 1)`,
    () => ({ seq: LAST, fault: 'head differs' }),
  ],
  [
    'the head’s number',
    () => `update qungui.audit_head set seq = seq + 1`,
    () => ({ seq: LAST + 1, fault: 'missing seq' }),
  ],
  ['the head taken away', () => `delete from qungui.audit_head`, () => ({ seq: LAST, fault: 'head differs' })],
];

describe('an insider with all rights is found out', () => {
  beforeAll(async () => {
    await insider(empty);
    await append(...Array.from({ length: LAST }, (_, i) => brake(i)));
    await insider(
      ['record', 'body', 'head']
        .map((part) => `create table public.kept_${part} as table qungui.audit_${part}`)
        .join(';'),
    );
  });
  const restore = () =>
    insider(
      [
        empty,
        ...['record', 'body', 'head'].map((part) => `insert into qungui.audit_${part} table public.kept_${part}`),
      ].join(';'),
    );
  beforeEach(restore);

  test('when nothing was done, nothing is found', async () => {
    expect(await verify()).toMatchObject({ state: 'whole', records: LAST });
  });

  for (const [name, sql, verdict] of TAMPERINGS)
    test(`${name}`, async () => {
      await insider(sql(5));
      expect(await verify()).toEqual({ state: 'broken', ...verdict(5) });
    });

  test('any of it, at any place', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...TAMPERINGS),
        fc.integer({ min: 2, max: LAST }),
        async ([, sql, verdict], seq) => {
          await restore();
          await insider(sql(seq));
          expect(await verify()).toEqual({ state: 'broken', ...verdict(seq) });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a chain rebuilt from the start with right hashes lacks the seal of its head', async () => {
    await insider(empty);
    const forger: CorpKeys = { ...keys, sign: () => 'forged' };
    await db.withCorp(alpha, (tx) =>
      appendAudit(
        tx,
        alpha,
        forger,
        at,
        Array.from({ length: LAST }, (_, i) => brake(i + 1)),
      ),
    );
    expect(await verify()).toEqual({ state: 'broken', seq: LAST, fault: 'head differs' });
  });

  test('yesterday’s whole state put back is told by an anchor alone', async () => {
    await append(brake(99));
    const today = await verify();
    await restore();
    expect(await verify()).toMatchObject({ state: 'whole' });
    const anchors = today.state === 'whole' ? [today.head] : [];
    expect(await verifyAudit(db, alpha, keys, anchors)).toEqual({
      state: 'broken',
      seq: LAST + 1,
      fault: 'missing seq',
    });
  });

  test('a chain that forked after yesterday contradicts today’s anchor', async () => {
    await append(brake(99));
    const today = await verify();
    await restore();
    await append(brake(98));
    const anchors = today.state === 'whole' ? [today.head] : [];
    expect(await verifyAudit(db, alpha, keys, anchors)).toEqual({
      state: 'broken',
      seq: LAST + 1,
      fault: 'anchor differs',
    });
  });
});

describe('who may change the trail', () => {
  beforeEach(async () => {
    await insider(empty);
    await append(brake(1), brake(2), brake(3));
  });

  const as = async (url: string, ...statements: string[]): Promise<string> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`set app.corp = 'alpha'`);
      for (const sql of statements) await client.query(sql);
      return 'done';
    } catch (err) {
      return (err as Error).message;
    } finally {
      await client.end();
    }
  };
  const CHANGES = (['audit_record', 'audit_body'] as const).flatMap((table) =>
    [`update qungui.${table} set corp = corp`, `delete from qungui.${table}`, `truncate qungui.${table}`].map(
      (sql) => ({ table, sql }),
    ),
  );

  for (const { table, sql } of CHANGES) {
    test(`the app has no right to: ${sql}`, async () => {
      expect(await as(database.appUrl, sql)).toBe(`permission denied for table ${table}`);
    });
    test(`the owner is refused: ${sql}`, async () => {
      expect(await as(database.migratorUrl, sql)).toMatch(/append-only|erased by qungui_eraser only/);
    });
    test(`the server’s superuser is refused: ${sql}`, async () => {
      expect(await as(database.superuserUrl, sql)).toMatch(/append-only|erased by qungui_eraser only/);
    });
    test(`nobody else may: ${sql}`, async () => {
      expect(await as(database.auditorUrl, sql)).toMatch(/permission denied|read-only/);
      expect(await as(database.queueUrl, sql)).toMatch(/permission denied/);
    });
  }

  test('the eraser may take bodies, and the chain stays whole and counts them', async () => {
    expect(await as(database.eraserUrl, `delete from qungui.audit_body where seq <= 2`)).toBe('done');
    expect(await verify()).toMatchObject({ state: 'whole', records: 3, erased: 2 });
  });

  for (const sql of [
    `delete from qungui.audit_record`,
    `update qungui.audit_body set body = ''`,
    `truncate qungui.audit_body`,
  ])
    test(`the eraser may not: ${sql}`, async () => {
      expect(await as(database.eraserUrl, sql)).toMatch(/permission denied/);
    });

  test('the app may not put the head away', async () => {
    expect(await as(database.appUrl, `delete from qungui.audit_head`)).toMatch(/permission denied/);
  });
});
