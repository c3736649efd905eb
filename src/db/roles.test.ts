import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/db.ts';
import { packageRoot } from './package-root.ts';
import { LOGINS, type Login, urlFor } from './roles.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const urlOf = (login: Login): string => db[`${login}Url`];

async function as<T extends object>(url: string, ...statements: string[]): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: T[] = [];
    for (const statement of statements) rows = (await client.query<T>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const facts = <T extends object>(sql: string): Promise<T[]> =>
  asSuperuser(db, async (client) => (await client.query<T>(sql)).rows);

describe('the roles', () => {
  test('are seven, none above row-level security or over the server; owner and views do not log in', async () => {
    const rows = await facts(`
      select rolname, rolcanlogin as login, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as great
      from pg_roles where rolname like 'qungui\\_%' order by rolname`);
    const logsIn = (name: string) => name !== 'owner' && name !== 'views';
    const role = (name: string) => ({ rolname: `qungui_${name}`, login: logsIn(name), great: false });
    expect(rows).toEqual(['app', 'auditor', 'eraser', 'migrator', 'owner', 'queue', 'views'].map(role));
  });

  test('only the migrator may act as another, the owner, who may act as the owner of the audit views', async () => {
    const rows = await facts(`
      select member.rolname as member, granted.rolname as of
      from pg_auth_members m join pg_roles member on member.oid = m.member join pg_roles granted on granted.oid = m.roleid
      where member.rolname like 'qungui\\_%' order by 1`);
    expect(rows).toEqual([
      { member: 'qungui_migrator', of: 'qungui_owner' },
      { member: 'qungui_owner', of: 'qungui_views' },
    ]);
  });

  test('each schema has its owner', async () => {
    const rows = await facts(`
      select nspname as schema, pg_get_userbyid(nspowner) as owner from pg_namespace
      where nspname in ('qungui', 'audit', 'bullmq', 'clockwork') order by nspname`);
    expect(rows).toEqual([
      { schema: 'audit', owner: 'qungui_owner' },
      { schema: 'bullmq', owner: 'qungui_queue' },
      { schema: 'clockwork', owner: 'qungui_owner' },
      { schema: 'qungui', owner: 'qungui_owner' },
    ]);
  });

  test('what the migrator makes belongs to the owner', async () => {
    await as(urlOf('migrator'), 'create table qungui.made_by_migrator ()');
    const rows = await facts(
      `select pg_get_userbyid(relowner) as owner from pg_class where relname = 'made_by_migrator'`,
    );
    expect(rows).toEqual([{ owner: 'qungui_owner' }]);
  });

  test('the auditor reads only, for at most 15 seconds', async () => {
    expect(await as(urlOf('auditor'), 'show statement_timeout')).toEqual([{ statement_timeout: '15s' }]);
    await expect(as(urlOf('auditor'), 'create temporary table t ()')).rejects.toThrow();
    expect(await as(urlOf('auditor'), 'show transaction_read_only')).toEqual([{ transaction_read_only: 'on' }]);
  });

  test('the queue may do all that BullMQ does: make its schema again, types, sequences, temporary tables', async () => {
    const rows = await as(
      urlOf('queue'),
      'drop schema bullmq cascade',
      'create schema if not exists bullmq',
      'create table job (id text)',
      'create sequence job_id_seq_x',
      'create temporary table claimed (id text)',
      `select table_schema as schema from information_schema.tables where table_name = 'job'`,
    );
    expect(rows).toEqual([{ schema: 'bullmq' }]);
  });

  test('the app may read the history of migrations, and not write it', async () => {
    expect(await as(urlOf('app'), 'select count(*) > 0 as some from public._prisma_migrations')).toEqual([
      { some: true },
    ]);
    await expect(as(urlOf('app'), 'delete from public._prisma_migrations')).rejects.toThrow(/permission denied/);
  });
});

describe('nobody may', () => {
  const everybody: readonly Login[] = ['app', 'queue', 'eraser', 'auditor'];
  const forbidden: readonly [string, readonly Login[]][] = [
    ['create table public.mine ()', everybody],
    ['create table qungui.mine ()', everybody],
    ['create table clockwork.mine ()', everybody],
    ['create table audit.mine ()', everybody],
    ['create table bullmq.mine ()', ['app', 'eraser', 'auditor']],
    ['create schema mine', ['app', 'eraser', 'auditor']],
    ['create temporary table mine ()', ['app', 'eraser', 'auditor']],
    ['set role qungui_owner', everybody],
    ['set role postgres', [...everybody, 'migrator']],
    ['create role mine', [...everybody, 'migrator']],
    ['alter role qungui_app superuser', [...everybody, 'migrator']],
    ['drop database postgres', [...everybody, 'migrator']],
    ['drop schema qungui cascade', everybody],
    ['alter system set fsync = off', [...everybody, 'migrator']],
    [`copy (select 1) to program 'id'`, [...everybody, 'migrator']],
    [`select pg_read_file('/etc/passwd')`, [...everybody, 'migrator']],
    ['select * from pg_authid', [...everybody, 'migrator']],
    ['update clockwork.clock_offset set by = by', everybody],
    ['truncate qungui.audit_record', everybody],
    ['update qungui.audit_record set corp = corp', everybody],
    ['delete from qungui.audit_record', everybody],
    ['select * from qungui.callback', ['queue', 'eraser', 'auditor']],
  ];
  for (const [statement, logins] of forbidden) {
    test.for(logins)(`${statement}: %s`, async (login) => {
      const attempt = as(urlOf(login), 'set default_transaction_read_only = off', statement);
      await expect(attempt).rejects.toThrow(/permission denied|must be (superuser|owner)/);
    });
  }
});

test('a login of the server without a role here may not even connect', async () => {
  await facts(`create role stranger_${db.name} login password 'known'`);
  const stranger = new URL(urlFor(db.superuserUrl, db.name));
  stranger.username = `stranger_${db.name}`;
  stranger.password = 'known';
  await expect(as(stranger.href, 'select 1')).rejects.toThrow(/permission denied for database/);
  await facts(`drop role stranger_${db.name}`);
});

test('roles.sql asks psql for every password that it uses', () => {
  const sql = readFileSync(join(packageRoot(), 'prisma', 'roles.sql'), 'utf8');
  const used = new Set([...sql.matchAll(/:'(\w+)'/g)].map(([, name]) => name));
  const asked = new Set([...sql.matchAll(/^\\getenv (\w+) QUNGUI_\w+_PASSWORD$/gm)].map(([, name]) => name));
  expect(used).toEqual(new Set(LOGINS.map((login) => `${login}_password`)));
  expect(asked).toEqual(used);
});
