import type { Client } from 'pg';
import { HouseError } from '../../errors.ts';
import { pendingMigrations } from './history.ts';
import { readMigrations } from './read-migrations.ts';

/** Refuses a database that is not exactly at this release's schema. [E-SCHEMA-BEHIND] [E-SCHEMA-NEWER] [E-MIGRATION-…] */
export async function checkSchema(client: Client, folder: string): Promise<void> {
  const ours = readMigrations(folder);
  const pending = await pendingMigrations(client, ours).catch((err: Error & { code?: string }) => {
    if (err.code === '42P01') return ours; // no history at all
    if (err.code === '42501') throw unreadable(err);
    throw err;
  });
  if (pending.length === 0) return;
  throw new HouseError({
    code: 'E-SCHEMA-BEHIND',
    what: 'This database is not yet at the schema of this release.',
    why: `${pending.length} migration(s) are missing, the first is ${pending[0]?.name}.`,
    remedy:
      'Give the process that shall migrate the login of qungui_migrator, or run npx prisma migrate deploy with it.',
    retry: { afterMs: 5_000 },
  });
}

function unreadable(cause: Error): HouseError {
  return new HouseError({
    code: 'E-DB-ROLES',
    what: 'The schema of this database cannot be compared with this release.',
    why: `The app's login may not read the history of migrations: ${cause.message}.`,
    remedy: 'Run prisma/roles.sql on the server, then: GRANT SELECT ON public._prisma_migrations TO qungui_app',
    retry: 'never',
    cause,
  });
}
