import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asSuperuser, emptyDatabase, type TestDatabase } from '../../../test/db.ts';
import { checkSchema } from './check-schema.ts';
import { migrate } from './migrate.ts';

let db: TestDatabase;
let folder = '';
beforeEach(async () => {
  db = await emptyDatabase();
  folder = mkdtempSync(join(tmpdir(), 'qungui-migrations-'));
});
afterEach(async () => {
  await db.drop();
  rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

const look = <T extends object>(sql: string): Promise<T[]> =>
  asSuperuser(db, async (client) => (await client.query<T>(sql)).rows);
const tables = async (): Promise<string[]> =>
  (await look<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'qungui' order by 1`)).map(
    ({ name }) => name,
  );
const history = (): Promise<object[]> =>
  look(`select migration_name as name, applied_steps_count as steps, finished_at >= started_at as finished, rolled_back_at, logs
        from public._prisma_migrations order by started_at`);
const row = (name: string) => ({ name, steps: 1, finished: true, rolled_back_at: null, logs: null });

const FUNCTION = `
  create table qungui.counted (n int not null default 0);
  create function qungui.count_up() returns int language plpgsql as $$
  declare
    reached int;
  begin
    update qungui.counted set n = n + 1 returning n into reached; -- a semicolon; and a comment
    return reached;
  end;
  $$;
  insert into qungui.counted default values;`;

describe('migrate', () => {
  test('applies in order, as the owner, and writes Prisma’s own rows', async () => {
    write('20260102_second', 'alter table qungui.first add column b int;');
    write('20260101_first', 'create table qungui.first (a int);');
    expect(await migrate(db.migratorUrl, folder)).toEqual({ applied: ['20260101_first', '20260102_second'] });
    expect(await history()).toEqual([row('20260101_first'), row('20260102_second')]);
    expect(await look(`select pg_get_userbyid(relowner) as owner from pg_class where relname = 'first'`)).toEqual([
      { owner: 'qungui_owner' },
    ]);
  });

  test('a second time does nothing; a new file is applied alone', async () => {
    write('1', 'create table qungui.one ()');
    await migrate(db.migratorUrl, folder);
    expect(await migrate(db.migratorUrl, folder)).toEqual({ applied: [] });
    write('2', 'create table qungui.two ()');
    expect(await migrate(db.migratorUrl, folder)).toEqual({ applied: ['2'] });
  });

  test('records the SHA-256 of the file, as Prisma does', async () => {
    write('1', 'select 1;\n');
    await migrate(db.migratorUrl, folder);
    const [found] = await look<{ checksum: string }>('select checksum from public._prisma_migrations');
    expect(found?.checksum).toBe('4a45092ccf992ea92250053a80b931b787924ba61648f420555511b84f10ab6c');
  });

  test('the table has Prisma’s columns', async () => {
    await migrate(db.migratorUrl, folder);
    const columns = await look(`
      select column_name as name, udt_name as type, character_maximum_length as length, is_nullable as nullable
      from information_schema.columns where table_schema = 'public' and table_name = '_prisma_migrations' order by ordinal_position`);
    expect(columns).toEqual([
      { name: 'id', type: 'varchar', length: 36, nullable: 'NO' },
      { name: 'checksum', type: 'varchar', length: 64, nullable: 'NO' },
      { name: 'finished_at', type: 'timestamptz', length: null, nullable: 'YES' },
      { name: 'migration_name', type: 'varchar', length: 255, nullable: 'NO' },
      { name: 'logs', type: 'text', length: null, nullable: 'YES' },
      { name: 'rolled_back_at', type: 'timestamptz', length: null, nullable: 'YES' },
      { name: 'started_at', type: 'timestamptz', length: null, nullable: 'NO' },
      { name: 'applied_steps_count', type: 'int4', length: null, nullable: 'NO' },
    ]);
  });

  test('a $$ function arrives whole', async () => {
    write('1', FUNCTION);
    await migrate(db.migratorUrl, folder);
    expect(await look('select qungui.count_up() as reached')).toEqual([{ reached: 1 }]);
  });

  test('no folder is no migration', async () => {
    expect(await migrate(db.migratorUrl, join(folder, 'missing'))).toEqual({ applied: [] });
  });

  test('two at once: exactly one applies', async () => {
    for (let n = 1; n <= 5; n++) write(`${n}`, `create table qungui.t${n} (); select pg_sleep(0.05);`);
    const results = await Promise.all([1, 2, 3].map(() => migrate(db.migratorUrl, folder)));
    expect(results.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 5]);
    expect(await history()).toHaveLength(5);
  });
});

describe('a migration that fails half-way', () => {
  test('leaves the schema as it was, names file and line, and runs once repaired', async () => {
    write('1', 'create table qungui.one ()');
    write('2', 'create table qungui.two ();\ncreate table qungui.three ();\nselect from nowhere;');
    write('3', 'create table qungui.four ()');
    const refused = {
      code: 'E-MIGRATION-BROKEN',
      message: expect.stringContaining('2 failed at line 3'),
      why: expect.stringContaining('nowhere'),
      retry: 'never',
    };
    await expect(migrate(db.migratorUrl, folder)).rejects.toMatchObject(refused);
    expect(await tables()).toEqual(['one']);
    expect(await history()).toEqual([row('1')]);
    write('2', 'create table qungui.two ()');
    expect(await migrate(db.migratorUrl, folder)).toEqual({ applied: ['2', '3'] });
  });

  test.for(['COMMIT;', 'begin;', '  rollback ;', 'START  TRANSACTION;'])(
    'is not begun when it would end its own transaction: %s',
    async (statement) => {
      write('1', `create table qungui.one ();\n${statement}\nselect from nowhere;`);
      await expect(migrate(db.migratorUrl, folder)).rejects.toMatchObject({ code: 'E-MIGRATION-TRANSACTION' });
      expect(await tables()).toEqual([]);
    },
  );
});

describe('a database is refused', () => {
  beforeEach(async () => {
    write('1', 'create table qungui.one ()');
    await migrate(db.migratorUrl, folder);
  });

  const check = async (): Promise<void> => {
    const client = new Client({ connectionString: db.appUrl });
    await client.connect();
    await checkSchema(client, folder).finally(() => client.end());
  };

  const cases: readonly [string, string, () => Promise<unknown> | undefined][] = [
    [
      'a file was edited after it was applied',
      'E-MIGRATION-CHANGED',
      async () => write('1', 'create table qungui.other ()'),
    ],
    ['a newer release was here', 'E-SCHEMA-NEWER', async () => rmSync(join(folder, '1'), { recursive: true })],
    [
      'another tool left a migration half done',
      'E-MIGRATION-FAILED',
      () => look('update public._prisma_migrations set finished_at = null'),
    ],
  ];
  for (const [what, code, arrange] of cases) {
    test(`${what}: by the migrator and by whoever starts on it`, async () => {
      await arrange();
      const refused = { code, retry: 'never', remedy: expect.stringMatching(/\w/) };
      await expect(migrate(db.migratorUrl, folder)).rejects.toMatchObject(refused);
      await expect(check()).rejects.toMatchObject(refused);
    });
  }

  test('a migration that somebody resolved as rolled back is applied again', async () => {
    await look('update public._prisma_migrations set finished_at = null, rolled_back_at = clock_timestamp()');
    await look('drop table qungui.one');
    expect(await migrate(db.migratorUrl, folder)).toEqual({ applied: ['1'] });
    await check();
  });

  test('a migration is missing: by whoever starts on it', async () => {
    await check();
    write('2', 'create table qungui.two ()');
    await expect(check()).rejects.toMatchObject({ code: 'E-SCHEMA-BEHIND', why: expect.stringContaining('2') });
  });

  test('the login is not the migrator’s', async () => {
    await expect(migrate(db.appUrl, folder)).rejects.toMatchObject({ code: 'E-DB-ROLES' });
  });
});

test('a database without any history is behind', async () => {
  write('1', 'create table qungui.one ()');
  const client = new Client({ connectionString: db.appUrl });
  await client.connect();
  await expect(checkSchema(client, folder).finally(() => client.end())).rejects.toMatchObject({
    code: 'E-SCHEMA-BEHIND',
  });
});
