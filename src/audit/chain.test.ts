import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { brake, type Chain, openChain } from '../../test/builders/chain.ts';
import { asSuperuser } from '../../test/db.ts';
import type { CorpKeys } from '../db/keys.ts';
import { Corp, newId } from '../ids.ts';
import { appendAudit } from './append.ts';
import type { AuditEntry } from './entry.ts';
import { exportAudit } from './export.ts';
import { verifyAudit } from './verify.ts';

const beta = Corp.parse('beta');
const tried = (attempt: number, keys: CorpKeys): AuditEntry => ({
  v: 1,
  kind: 'notice-tried',
  noticeId: newId(),
  to: keys.pseudonym('zhangshili') as never,
  attempt,
  errcode: attempt % 2 === 0 ? 45009 : null,
  outcome: 'sent',
});

let chain: Chain;
let theirs: CorpKeys;
beforeAll(async () => {
  chain = await openChain();
  theirs = await chain.ring.of(beta);
});
beforeEach(() => chain.empty());
afterAll(() => chain.close());

test('the chain of nothing is whole', async () => {
  expect(await chain.verify()).toMatchObject({ state: 'whole', records: 0, erased: 0 });
});

test('the chain is whole after appending one by one and many at once', async () => {
  await chain.append(brake(1));
  await chain.append(brake(2), brake(3), ...Array.from({ length: 50 }, (_, i) => tried(i + 1, chain.keys)));
  expect(await chain.verify()).toMatchObject({ state: 'whole', records: 53 });
});

test('the chain of nothing appended is not touched', async () => {
  await chain.append();
  const { rows } = await asSuperuser(chain.database, (client) => client.query('select from qungui.audit_head'));
  expect(rows).toEqual([]);
});

test('the chain numbers without a gap when twenty transactions append at once', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => chain.append(brake(i), brake(i))));
  expect(await chain.verify()).toMatchObject({ state: 'whole', records: 40 });
});

test('the chain keeps nothing of a transaction that fails', async () => {
  await chain.append(brake(1));
  const failing = chain.db.withCorp(chain.corp, async (tx) => {
    await appendAudit(tx, chain.corp, chain.keys, chain.at, [brake(2)]);
    throw new Error('after the entry');
  });
  await expect(failing).rejects.toThrow('after the entry');
  expect(await chain.verify()).toMatchObject({ state: 'whole', records: 1 });
});

test('the chain of one corp cannot be shown as another’s', async () => {
  await chain.append(brake(1));
  await chain.insider(
    ['record', 'body', 'head'].map((part) => `update qungui.audit_${part} set corp = 'beta'`).join(';'),
  );
  expect(await verifyAudit(chain.db, beta, theirs)).toEqual({ state: 'broken', seq: 1, fault: 'broken link' });
});

test('the chain starts anew for each corp', async () => {
  await chain.append(brake(1), brake(2));
  await chain.db.withCorp(beta, (tx) => appendAudit(tx, beta, theirs, chain.at, [brake(1)]));
  expect(await verifyAudit(chain.db, beta, theirs)).toMatchObject({ state: 'whole', records: 1 });
  expect(await chain.verify()).toMatchObject({ state: 'whole', records: 2 });
});

test('the chain is exported as lines that anybody can recompute', async () => {
  await chain.append(brake(1), tried(1, chain.keys));
  const lines: string[] = [];
  for await (const line of exportAudit(chain.db, chain.corp)) lines.push(line);
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
