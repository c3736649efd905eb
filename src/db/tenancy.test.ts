import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/db.ts';
import { oneRowEach } from '../../test/seed-tables.ts';

// The promise of one database for several corps: no table forgets it, and no statement gets round it.

let database: TestDatabase;
let app: Client;
let inserts: { alpha: ReadonlyMap<string, string>; beta: ReadonlyMap<string, string> };
beforeAll(async () => {
  database = await freshDatabase();
  inserts = await asSuperuser(database, async (client) => {
    const [alpha, beta] = [await oneRowEach(client, 'alpha'), await oneRowEach(client, 'beta')];
    for (const sql of [...alpha.values(), ...beta.values()]) await client.query(sql);
    return { alpha, beta };
  });
  app = new Client({ connectionString: database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

const facts = <T extends object>(sql: string): Promise<T[]> =>
  asSuperuser(database, async (client) => (await client.query<T>(sql)).rows);

/** Runs in one transaction of the app that is taken back, under the row-level security of `corp`. */
async function under(corp: string | null, sql: string): Promise<number | string> {
  await app.query('begin');
  try {
    if (corp !== null) await app.query(`select set_config('app.corp', $1, true)`, [corp]);
    const { rowCount } = await app.query(sql);
    return rowCount ?? 0;
  } catch (err) {
    return (err as Error).message;
  } finally {
    await app.query('rollback');
  }
}

describe('every table of schema qungui', () => {
  test('is there to be tested', () => {
    expect(inserts.alpha.size).toBeGreaterThan(25);
  });

  test('has forced row-level security by corp, for reading and writing', async () => {
    const bare = await facts(`
      select c.relname from pg_class c
      where c.relnamespace = 'qungui'::regnamespace and c.relkind in ('r', 'p') and not (
        c.relrowsecurity and c.relforcerowsecurity and exists (
          select from pg_policies p where p.schemaname = 'qungui' and p.tablename = c.relname and p.policyname = 'one_corp'
            and p.cmd = 'ALL' and p.qual like '%corp = current_setting(''app.corp''%' and p.with_check = p.qual
            and p.roles = '{qungui_app,qungui_eraser,qungui_owner}'))`);
    expect(bare).toEqual([]);
  });

  test('has no other way in for those who work with rows', async () => {
    const others = await facts(`
      select tablename, policyname, roles from pg_policies
      where schemaname = 'qungui' and policyname <> 'one_corp' and roles <> '{qungui_views}'`);
    expect(others).toEqual([]);
  });

  test('carries the corp first in its primary key', async () => {
    const without = await facts(`
      select c.relname from pg_class c where c.relnamespace = 'qungui'::regnamespace and c.relkind = 'r' and not exists (
        select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary and a.attname = 'corp' and a.attnotnull)`);
    expect(without).toEqual([]);
  });

  test('shows nothing without a corp, and one corp’s rows with it', async () => {
    for (const table of inserts.alpha.keys()) {
      expect([table, await under(null, `select from qungui."${table}"`)]).toEqual([table, 0]);
      expect([table, await under('', `select from qungui."${table}"`)]).toEqual([table, 0]);
      expect([table, await under('alpha', `select from qungui."${table}"`)]).toEqual([table, 1]);
      expect([table, await under('omega', `select from qungui."${table}"`)]).toEqual([table, 0]);
    }
  });

  test('takes no row of another corp, and lets none go over to it', async () => {
    const refused = /violates row-level security policy|permission denied/;
    for (const [table, insert] of inserts.beta) {
      expect(await under('alpha', insert), table).toMatch(refused);
      expect(await under(null, insert), table).toMatch(refused);
      expect(await under('alpha', `update qungui."${table}" set corp = 'beta'`), table).toMatch(refused);
    }
  });

  test('hides another corp’s rows from update and delete as well', async () => {
    for (const table of inserts.beta.keys()) {
      for (const sql of [
        `update qungui."${table}" set corp = corp where corp = 'beta'`,
        `delete from qungui."${table}" where corp = 'beta'`,
      ])
        expect([0, `permission denied for table ${table}`], sql).toContainEqual(await under('alpha', sql));
    }
  });
});

test('what each role may do is what was agreed on', async () => {
  const rows = await facts<{ line: string }>(`
    select grantee || ': ' || table_schema || '.' || table_name || ' ' || string_agg(privilege_type, ' ' order by privilege_type) as line
    from information_schema.role_table_grants
    where table_schema in ('qungui', 'audit', 'clockwork') and grantee <> 'qungui_owner'
      and not (grantee = 'qungui_views' and table_schema = 'audit')
    group by grantee, table_schema, table_name
    union all
    select grantee || ': ' || table_schema || '.' || table_name || ' ' || privilege_type || ' of ' || string_agg(column_name, ' ' order by column_name)
    from information_schema.role_column_grants
    where table_schema = 'qungui' and grantee = 'qungui_views'
    group by grantee, table_schema, table_name, privilege_type
    union all
    select grantee || ': ' || routine_schema || '.' || routine_name || '() ' || privilege_type
    from information_schema.role_routine_grants
    where routine_schema in ('qungui', 'audit', 'clockwork') and grantee <> 'qungui_owner'
    order by 1`);
  await expect(`${rows.map(({ line }) => line).join('\n')}\n`).toMatchFileSnapshot('rights.snap.txt');
});
