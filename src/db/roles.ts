import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { packageRoot } from './package-root.ts';

/** The roles that log in. `qungui_owner` does not. */
export const LOGINS = ['migrator', 'app', 'queue', 'eraser', 'auditor'] as const;
export type Login = (typeof LOGINS)[number];
export type Passwords = Readonly<Record<Login, string>>;

/** Makes the database if it is missing, then roles, schemas and rights from prisma/roles.sql. Again is harmless. */
export async function ensureRoles(superuserUrl: string, database: string, passwords: Passwords): Promise<void> {
  await asSuperuser(superuserUrl, (server) => ensureDatabase(server, database));
  const variables = new Map(LOGINS.map((login) => [`${login}_password`, passwords[login]]));
  await asSuperuser(urlFor(superuserUrl, database), (client) => client.query(rolesSql('all', database, variables)));
}

/** The rights that CREATE DATABASE … TEMPLATE does not copy, as SQL for the server's superuser, in whichever database he is. */
export const rightsOfCopy = (database: string): string => rolesSql('rights', database, new Map());

/** The same server as somebody else, or in another database. */
export function urlFor(
  url: string,
  database: string,
  as?: { readonly login: Login; readonly password: string },
): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  if (as) {
    changed.username = `qungui_${as.login}`;
    changed.password = as.password;
  }
  return changed.href;
}

async function asSuperuser(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function ensureDatabase(server: Client, database: string): Promise<void> {
  const { rowCount } = await server.query('select from pg_database where datname = $1', [database]);
  if (rowCount !== 0) return;
  await server.query(`create database ${server.escapeIdentifier(database)}`).catch((err: { code?: string }) => {
    const madeMeanwhile = err.code === '42P04' || err.code === '23505';
    if (!madeMeanwhile) throw err;
  });
}

/** prisma/roles.sql as one script for the server: psql's commands left out, its variables filled in. */
function rolesSql(part: 'all' | 'rights', database: string, variables: ReadonlyMap<string, string>): string {
  const file = readFileSync(join(packageRoot(), 'prisma', 'roles.sql'), 'utf8');
  const rights = file.slice(file.indexOf('-- § Rights'), file.indexOf('-- § Inside'));
  const sql = (part === 'all' ? file : rights).replaceAll(/^\\.*$/gm, '');
  const value = (name: string): string => {
    const found = name === 'DBNAME' ? database : variables.get(name);
    if (found === undefined) throw new TypeError(`prisma/roles.sql wants a variable nobody gave: ${name}`);
    return found;
  };
  return sql
    .replaceAll(/:'(\w+)'/g, (_, name: string) => escapeLiteral(value(name)))
    .replaceAll(/:"(\w+)"/g, (_, name: string) => escapeIdentifier(value(name)));
}
