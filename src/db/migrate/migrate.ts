import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { HouseError } from '../../errors.ts';
import { ensureHistory, pendingMigrations } from './history.ts';
import { type Migration, readMigrations } from './read-migrations.ts';

/** The number Prisma locks with, so that `prisma migrate deploy` and we never run side by side. */
const PRISMA_LOCK = 72_707_369;

/**
 * Applies what is missing, in order; each file is one query in one transaction, so that a file works wholly or not at
 * all. Of two migrators at once one waits and then finds nothing to do. [E-MIGRATION-…] [E-SCHEMA-NEWER] [E-DB-ROLES]
 */
export async function migrate(migratorUrl: string, folder: string): Promise<{ applied: string[] }> {
  const client = new Client({ connectionString: migratorUrl });
  await client.connect();
  try {
    await becomeOwner(client);
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]); // let go with the session
    await ensureHistory(client);
    const pending = await pendingMigrations(client, readMigrations(folder));
    for (const migration of pending) await apply(client, migration);
    return { applied: pending.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

async function becomeOwner(client: Client): Promise<void> {
  await client.query('set role qungui_owner').catch((cause: Error) => {
    throw new HouseError({
      code: 'E-DB-ROLES',
      what: 'Migrations cannot be applied to this database.',
      why: `The login may not act as qungui_owner: ${cause.message}.`,
      remedy: 'Run prisma/roles.sql on the server, and log in as qungui_migrator.',
      retry: 'never',
      cause,
    });
  });
}

async function apply(client: Client, migration: Migration): Promise<void> {
  refuseOwnTransaction(migration);
  await client.query('begin');
  try {
    const id = randomUUID();
    await client.query(
      `insert into public._prisma_migrations (id, checksum, migration_name, started_at) values ($1, $2, $3, clock_timestamp())`,
      [id, migration.checksum, migration.name],
    );
    await client.query(migration.sql);
    await client.query('reset search_path; set role qungui_owner');
    await client.query(
      `update public._prisma_migrations set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1`,
      [id],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw broken(migration, cause as Error & { position?: string });
  }
}

/** A file that ends the transaction around it would be left half applied when its next line fails. */
function refuseOwnTransaction(migration: Migration): void {
  const statement = /^\s*(begin|commit|rollback|start\s+transaction)\s*;/im.exec(withoutBodies(migration.sql))?.[1];
  if (statement === undefined) return;
  throw new HouseError({
    code: 'E-MIGRATION-TRANSACTION',
    what: `The migration ${migration.name} was not applied.`,
    why: `It contains “${statement};”, but every migration runs in one transaction that is not its own.`,
    remedy: 'Remove the statement; split the file where a step must be committed by itself.',
    retry: 'never',
  });
}

const withoutBodies = (sql: string): string => sql.replaceAll(/(\$\w*\$).*?\1/gs, '').replaceAll(/--.*$/gm, '');

function broken(migration: Migration, cause: Error & { position?: string }): HouseError {
  const line = cause.position && migration.sql.slice(0, Number(cause.position)).split('\n').length;
  return new HouseError({
    code: 'E-MIGRATION-BROKEN',
    what: `The migration ${migration.name} failed${line ? ` at line ${line}` : ''}; nothing of it was kept.`,
    why: cause.message,
    remedy: 'The schema is as it was before. Repair the cause and start again.',
    retry: 'never',
    cause,
  });
}
