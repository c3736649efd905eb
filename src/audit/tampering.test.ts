import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { brake, type Chain, openChain } from '../../test/builders/chain.ts';
import type { CorpKeys } from '../db/keys.ts';
import { appendAudit } from './append.ts';
import { verifyAudit } from './verify.ts';

const LAST = 12;
const HASH = 'f'.repeat(64);

/** What an insider with all rights may do, and what verify must say of it. */
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

let chain: Chain;
beforeAll(async () => {
  chain = await openChain();
  await chain.append(...Array.from({ length: LAST }, (_, i) => brake(i)));
  await chain.insider(
    ['record', 'body', 'head']
      .map((part) => `create table public.kept_${part} as table qungui.audit_${part}`)
      .join(';'),
  );
});
const restore = () =>
  chain.insider(
    [
      'truncate qungui.audit_record, qungui.audit_body, qungui.audit_head',
      ...['record', 'body', 'head'].map((part) => `insert into qungui.audit_${part} table public.kept_${part}`),
    ].join(';'),
  );
beforeEach(restore);
afterAll(() => chain.close());

test('when nothing was done, nothing is found', async () => {
  expect(await chain.verify()).toMatchObject({ state: 'whole', records: LAST });
});

for (const [name, sql, verdict] of TAMPERINGS)
  test(`${name}`, async () => {
    await chain.insider(sql(5));
    expect(await chain.verify()).toEqual({ state: 'broken', ...verdict(5) });
  });

test('any of it, at any place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...TAMPERINGS),
      fc.integer({ min: 2, max: LAST }),
      async ([, sql, verdict], seq) => {
        await restore();
        await chain.insider(sql(seq));
        expect(await chain.verify()).toEqual({ state: 'broken', ...verdict(seq) });
      },
    ),
    { numRuns: 60 },
  );
});

test('a chain rebuilt from the start with right hashes lacks the seal of its head', async () => {
  await chain.empty();
  const forger: CorpKeys = { ...chain.keys, sign: () => 'forged' };
  await chain.db.withCorp(chain.corp, (tx) =>
    appendAudit(
      tx,
      chain.corp,
      forger,
      chain.at,
      Array.from({ length: LAST }, (_, i) => brake(i + 1)),
    ),
  );
  expect(await chain.verify()).toEqual({ state: 'broken', seq: LAST, fault: 'head differs' });
});

test('yesterday’s whole state put back is told by an anchor alone', async () => {
  await chain.append(brake(99));
  const today = await chain.verify();
  await restore();
  expect(await chain.verify()).toMatchObject({ state: 'whole' });
  const anchors = today.state === 'whole' ? [today.head] : [];
  expect(await verifyAudit(chain.db, chain.corp, chain.keys, anchors)).toEqual({
    state: 'broken',
    seq: LAST + 1,
    fault: 'missing seq',
  });
});

test('a chain that forked after yesterday contradicts today’s anchor', async () => {
  await chain.append(brake(99));
  const today = await chain.verify();
  await restore();
  await chain.append(brake(98));
  const anchors = today.state === 'whole' ? [today.head] : [];
  expect(await verifyAudit(chain.db, chain.corp, chain.keys, anchors)).toEqual({
    state: 'broken',
    seq: LAST + 1,
    fault: 'anchor differs',
  });
});
