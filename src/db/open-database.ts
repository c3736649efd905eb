import { Client } from 'pg';
import { HouseError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Durability } from './embedded/cluster.ts';
import { startEmbedded } from './embedded/start-embedded.ts';
import { keptPasswords } from './kept-passwords.ts';
import { checkSchema } from './migrate/check-schema.ts';
import { migrate } from './migrate/migrate.ts';
import { migrationsFolder } from './package-root.ts';
import { ensureRoles, type Login, urlFor } from './roles.ts';

export interface DatabaseSettings {
  /** Absent: the embedded server under `home`. */
  readonly databaseUrl?: string | undefined;
  /** Present: this process migrates before it starts. */
  readonly migratorUrl?: string | undefined;
  readonly queueUrl?: string | undefined;
  readonly eraserUrl?: string | undefined;
  readonly auditorUrl?: string | undefined;
  readonly home: string;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly durability?: Durability;
}

/** One address a role. With a server of one's own, only those that were given. */
export interface Database {
  readonly appUrl: string;
  readonly migratorUrl: string | undefined;
  readonly queueUrl: string | undefined;
  readonly eraserUrl: string | undefined;
  readonly auditorUrl: string | undefined;
  /** Of the embedded server only. */
  readonly superuserUrl: string | undefined;
  /** Lets go of the embedded server; somebody else's is left alone. */
  close(): Promise<void>;
}

/** The name of the database on the embedded server. */
const NAME = 'qungui';

/** Opens the database of this installation, at the schema of this release. [E-DB-…] [E-PG-…] [E-SCHEMA-…] [E-MIGRATION-…] */
export function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const { databaseUrl } = settings;
  return databaseUrl === undefined ? openEmbedded(settings) : openOwn(settings, databaseUrl);
}

async function openEmbedded({ home, log, durability }: DatabaseSettings): Promise<Database> {
  const server = await startEmbedded(home, { log, ...(durability && { durability }) });
  try {
    const passwords = await keptPasswords(home);
    await ensureRoles(server.superuserUrl, NAME, passwords);
    const urlOf = (login: Login): string => urlFor(server.superuserUrl, NAME, { login, password: passwords[login] });
    const { applied } = await migrate(urlOf('migrator'), migrationsFolder());
    if (applied.length > 0) log.info({ applied: applied.length }, 'migrations applied');
    return {
      appUrl: urlOf('app'),
      migratorUrl: urlOf('migrator'),
      queueUrl: urlOf('queue'),
      eraserUrl: urlOf('eraser'),
      auditorUrl: urlOf('auditor'),
      superuserUrl: urlFor(server.superuserUrl, NAME),
      close: server.stop,
    };
  } catch (err) {
    await server.stop();
    throw err;
  }
}

async function openOwn(settings: DatabaseSettings, appUrl: string): Promise<Database> {
  const { migratorUrl, queueUrl, eraserUrl, auditorUrl, log } = settings;
  const client = await connect(appUrl);
  try {
    await refuseGreatRights(client);
    if (migratorUrl !== undefined) {
      const { applied } = await migrate(migratorUrl, migrationsFolder());
      if (applied.length > 0) log.info({ applied: applied.length }, 'migrations applied');
    }
    await checkSchema(client, migrationsFolder());
  } finally {
    await client.end();
  }
  return {
    appUrl,
    migratorUrl,
    queueUrl,
    eraserUrl,
    auditorUrl,
    superuserUrl: undefined,
    close: async () => undefined,
  };
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // the query that meets it says so
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw new HouseError({
      code: 'E-DB-CONNECT',
      what: 'The database does not answer.',
      why: (cause as Error).message || String((cause as { code?: string }).code),
      remedy: 'Check DATABASE_URL (host, port, user, password) and that the server is up.',
      retry: 'backoff',
      cause,
    });
  }
}

/** Row-level security does not bind who is above it. */
async function refuseGreatRights(client: Client): Promise<void> {
  const { rows } = await client.query<{ who: string; above: boolean }>(`
    select current_user as who,
           rolsuper or rolbypassrls or exists (
             select from pg_roles owner where owner.rolname = 'qungui_owner' and pg_has_role(owner.oid, 'member')
           ) as above
    from pg_roles where rolname = current_user`);
  if (!rows[0]?.above) return;
  throw new HouseError({
    code: 'E-DB-SUPERUSER',
    what: `DATABASE_URL logs in as ${rows[0].who}, who may read and change the rows of every corp.`,
    why: 'Superusers, BYPASSRLS roles and the owner of the tables are not bound by row-level security.',
    remedy: 'Run prisma/roles.sql on the server and put the login of qungui_app into DATABASE_URL.',
    retry: 'never',
  });
}
