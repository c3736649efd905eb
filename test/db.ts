import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';
import type { Config } from '../src/config.ts';
import { type Db, openDb } from '../src/db/client.ts';
import { withLock } from '../src/db/embedded/lock.ts';
import { startEmbedded } from '../src/db/embedded/start-embedded.ts';
import { keptPasswords } from '../src/db/kept-passwords.ts';
import { migrate } from '../src/db/migrate/migrate.ts';
import { migrationsFolder } from '../src/db/package-root.ts';
import { ensureRoles, type Login, type Passwords, rightsOfCopy, urlFor } from '../src/db/roles.ts';

export interface TestDatabase {
  readonly name: string;
  readonly appUrl: string;
  readonly migratorUrl: string;
  readonly queueUrl: string;
  readonly eraserUrl: string;
  readonly auditorUrl: string;
  readonly superuserUrl: string;
  /** Throws it away, whoever is still connected. The end of the run does it too. */
  drop(): Promise<void>;
}

interface Server {
  readonly url: string;
  readonly passwords: Passwords;
  /** The superuser's one connection, as long as this process lives: another one costs as much as half a copy. */
  readonly superuser: Pool;
}

const TEMPLATE = 'qungui_template';
const EMPTY = 'qungui_template_empty';

let server: Promise<Server> | undefined;

/** A database of one's own at the newest schema, on the run's real PostgreSQL; takes some 50 ms. */
export const freshDatabase = (): Promise<TestDatabase> => copyOf(TEMPLATE);

export interface TestDb {
  readonly database: TestDatabase;
  readonly db: Db;
  /** Closes the pool and throws the database away. */
  readonly close: () => Promise<void>;
}

/** The same, open as the product opens it. */
export async function openTestDb(clock: Config['clock'] = 'fixed'): Promise<TestDb> {
  const database = await freshDatabase();
  const db = openDb(database.appUrl, clock);
  return { database, db, close: () => db.close().then(database.drop) };
}

/** A database of one's own with roles and schemas and no migration yet. */
export const emptyDatabase = (): Promise<TestDatabase> => copyOf(EMPTY);

/** Runs SQL as the server's superuser, past every guard: for arranging and for looking. */
export async function asSuperuser<T>(
  db: Pick<TestDatabase, 'superuserUrl'>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: db.superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function copyOf(template: string): Promise<TestDatabase> {
  server ??= startServer();
  const { url, passwords, superuser } = await server;
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await superuser.query(`create database ${name} template ${template}`);
  await superuser.query(rightsOfCopy(name));
  const urlOf = (login: Login): string => urlFor(url, name, { login, password: passwords[login] });
  return {
    name,
    appUrl: urlOf('app'),
    migratorUrl: urlOf('migrator'),
    queueUrl: urlOf('queue'),
    eraserUrl: urlOf('eraser'),
    auditorUrl: urlOf('auditor'),
    superuserUrl: urlFor(url, name),
    drop: async () => void (await superuser.query(`drop database if exists ${name} with (force)`)),
  };
}

/** Every test process joins the run's one server; test/global-setup.ts stops it. */
async function startServer(): Promise<Server> {
  const home = inject('databaseHome');
  const { superuserUrl: url } = await startEmbedded(home, {
    log: { info: () => undefined, warn: () => undefined },
    durability: 'test',
  });
  const passwords = await keptPasswords(home);
  await withLock(join(home, 'template-lock'), 60_000, () => ensureTemplates(home, url, passwords));
  const superuser = new Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true });
  superuser.on('error', () => undefined); // at the end of the run the server ends first
  return { url, passwords, superuser };
}

async function ensureTemplates(home: string, url: string, passwords: Passwords): Promise<void> {
  const done = join(home, 'template-is-made');
  if (existsSync(done)) return;
  for (const template of [EMPTY, TEMPLATE]) await ensureRoles(url, template, passwords);
  await migrate(urlFor(url, TEMPLATE, { login: 'migrator', password: passwords.migrator }), migrationsFolder());
  writeFileSync(done, '');
}
