import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { brake, type Chain, openChain } from '../../test/builders/chain.ts';

let chain: Chain;
beforeAll(async () => {
  chain = await openChain();
});
beforeEach(async () => {
  await chain.empty();
  await chain.append(brake(1), brake(2), brake(3));
});
afterAll(() => chain.close());

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
  [`update qungui.${table} set corp = corp`, `delete from qungui.${table}`, `truncate qungui.${table}`].map((sql) => ({
    table,
    sql,
  })),
);

for (const { table, sql } of CHANGES) {
  test(`the app has no right to: ${sql}`, async () => {
    expect(await as(chain.database.appUrl, sql)).toBe(`permission denied for table ${table}`);
  });
  test(`the owner is refused: ${sql}`, async () => {
    expect(await as(chain.database.migratorUrl, sql)).toMatch(/append-only|erased by qungui_eraser only/);
  });
  test(`the server’s superuser is refused: ${sql}`, async () => {
    expect(await as(chain.database.superuserUrl, sql)).toMatch(/append-only|erased by qungui_eraser only/);
  });
  test(`nobody else may: ${sql}`, async () => {
    expect(await as(chain.database.auditorUrl, sql)).toMatch(/permission denied|read-only/);
    expect(await as(chain.database.queueUrl, sql)).toMatch(/permission denied/);
  });
}

test('the eraser may take bodies, and the chain stays whole and counts them', async () => {
  expect(await as(chain.database.eraserUrl, `delete from qungui.audit_body where seq <= 2`)).toBe('done');
  expect(await chain.verify()).toMatchObject({ state: 'whole', records: 3, erased: 2 });
});

for (const sql of [
  `delete from qungui.audit_record`,
  `update qungui.audit_body set body = ''`,
  `truncate qungui.audit_body`,
])
  test(`the eraser may not: ${sql}`, async () => {
    expect(await as(chain.database.eraserUrl, sql)).toMatch(/permission denied/);
  });

test('the app may not put the head away', async () => {
  expect(await as(chain.database.appUrl, `delete from qungui.audit_head`)).toMatch(/permission denied/);
});
