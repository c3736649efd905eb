import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { asSuperuser, emptyDatabase, freshDatabase } from '../../test/db.ts';
import { stopForAll } from './embedded/start-embedded.ts';
import { type Database, openDatabase } from './open-database.ts';
import { migrationsFolder } from './package-root.ts';

const log = { info: () => undefined, warn: () => undefined };

async function whoIs(url: string | undefined): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (
      (await client.query<{ who: string }>(`select session_user || ' in ' || current_database() as who`)).rows[0]
        ?.who ?? ''
    );
  } finally {
    await client.end();
  }
}

describe('without DATABASE_URL', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(dirname(inject('databaseHome')), 'qungui-open-'));
  });
  afterEach(async () => {
    await stopForAll(home);
    rmSync(home, { recursive: true });
  });

  test('a server is started, roles are made, migrations applied; two that open at once and one later agree', async () => {
    const open = (): Promise<Database> => openDatabase({ home, log, durability: 'test' });
    const [one, two] = await Promise.all([open(), open()]);
    expect(one.appUrl).toBe(two.appUrl);
    const logins = [one.appUrl, one.migratorUrl, one.queueUrl, one.eraserUrl, one.auditorUrl, one.superuserUrl];
    const names = ['qungui_app', 'qungui_migrator', 'qungui_queue', 'qungui_eraser', 'qungui_auditor', 'postgres'];
    expect(await Promise.all(logins.map(whoIs))).toEqual(names.map((name) => `${name} in qungui`));
    const applied = await asSuperuser({ superuserUrl: one.superuserUrl ?? '' }, (client) =>
      client.query('select from public._prisma_migrations'),
    );
    expect(applied.rowCount).toBe(
      readdirSync(migrationsFolder(), { withFileTypes: true }).filter((entry) => entry.isDirectory()).length,
    );
    for (const name of readdirSync(join(home, 'passwords')))
      expect(statSync(join(home, 'passwords', name)).mode & 0o777).toBe(0o600);
    await Promise.all([one.close(), two.close()]);
    const later = await open();
    expect(later.appUrl).toBe(one.appUrl);
    await later.close();
    await expect(whoIs(later.appUrl)).rejects.toThrow(/ENOENT|ECONNREFUSED/);
  });
});

describe('with DATABASE_URL', () => {
  const home = '/nonexistent';

  test('the given addresses come back, and no server is started', async () => {
    const { appUrl, queueUrl, drop } = await freshDatabase();
    const opened = await openDatabase({ databaseUrl: appUrl, queueUrl, home, log });
    expect(opened).toMatchObject({ appUrl, queueUrl, migratorUrl: undefined, superuserUrl: undefined });
    await opened.close();
    await drop();
  });

  test('a database that is behind is migrated only by whoever was given the migrator’s login', async () => {
    const { appUrl, migratorUrl, drop } = await emptyDatabase();
    await expect(openDatabase({ databaseUrl: appUrl, home, log })).rejects.toMatchObject({ code: 'E-SCHEMA-BEHIND' });
    await openDatabase({ databaseUrl: appUrl, migratorUrl, home, log });
    await openDatabase({ databaseUrl: appUrl, home, log });
    await drop();
  });

  test.for(['superuserUrl', 'migratorUrl'] as const)(
    'a login that stands above row-level security is refused: %s',
    async (which) => {
      const db = await freshDatabase();
      const refused = { code: 'E-DB-SUPERUSER', retry: 'never', remedy: expect.stringContaining('qungui_app') };
      await expect(openDatabase({ databaseUrl: db[which], home, log })).rejects.toMatchObject(refused);
      await db.drop();
    },
  );

  test('a login with BYPASSRLS is refused', async () => {
    const db = await freshDatabase();
    const name = `above_${db.name}`;
    await asSuperuser(db, (client) =>
      client.query(
        `create role ${name} login bypassrls password 'known'; grant connect on database ${db.name} to ${name}`,
      ),
    );
    const url = new URL(db.appUrl);
    url.username = name;
    url.password = 'known';
    await expect(openDatabase({ databaseUrl: url.href, home, log })).rejects.toMatchObject({ code: 'E-DB-SUPERUSER' });
    await asSuperuser(db, (client) => client.query(`drop owned by ${name}; drop role ${name}`));
    await db.drop();
  });

  test('a server that does not answer: said, to be tried again, without the password', async () => {
    const databaseUrl = 'postgresql://qungui_app:do-not-say-me@127.0.0.1:9/qungui';
    const failure = await openDatabase({ databaseUrl, home, log }).catch((err: unknown) => err);
    expect(failure).toMatchObject({ code: 'E-DB-CONNECT', retry: 'backoff' });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('do-not-say-me');
  });
});
