import type { Client } from 'pg';
import { HouseError } from '../../errors.ts';
import type { Migration } from './read-migrations.ts';

/** One row of Prisma's own table: what was done to this database, by us or by `prisma migrate deploy`. */
interface Done {
  readonly migration_name: string;
  readonly checksum: string;
  readonly state: 'finished' | 'failed';
}

/** Makes Prisma's table where and as Prisma makes it. */
export async function ensureHistory(client: Client): Promise<void> {
  await client.query(`create table if not exists public._prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default current_timestamp,
    applied_steps_count integer not null default 0
  )`);
}

/**
 * Compares a database with a release. Answers the migrations still to be applied. [E-MIGRATION-FAILED]
 * [E-MIGRATION-CHANGED] [E-SCHEMA-NEWER]
 */
export async function pendingMigrations(client: Client, ours: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<Done>(`
    select migration_name, checksum, case when finished_at is null then 'failed' else 'finished' end as state
    from public._prisma_migrations where rolled_back_at is null order by started_at`);
  const known = new Map(ours.map((migration) => [migration.name, migration]));
  for (const done of rows) {
    if (done.state === 'failed') throw failed(done.migration_name);
    const migration = known.get(done.migration_name);
    if (migration === undefined) throw newer(done.migration_name);
    if (migration.checksum !== done.checksum) throw changed(done.migration_name);
  }
  const finished = new Set(rows.map((done) => done.migration_name));
  return ours.filter((migration) => !finished.has(migration.name));
}

function failed(name: string): HouseError {
  return new HouseError({
    code: 'E-MIGRATION-FAILED',
    what: `The migration ${name} was begun on this database and never finished.`,
    why: 'Another tool applied it (ours leaves no half migration), and only a person can say in what state it was left.',
    remedy: `Repair the schema by hand, then run: npx prisma migrate resolve --applied ${name} (or --rolled-back)`,
    retry: 'never',
  });
}

function newer(name: string): HouseError {
  return new HouseError({
    code: 'E-SCHEMA-NEWER',
    what: 'This database belongs to a newer release of Qungui.',
    why: `The migration ${name} was applied to it, and this release does not have it.`,
    remedy: 'Start the newer release, or restore the backup that was made before the upgrade.',
    retry: 'never',
  });
}

function changed(name: string): HouseError {
  return new HouseError({
    code: 'E-MIGRATION-CHANGED',
    what: `The migration ${name} is not the one that was applied to this database.`,
    why: 'The file was edited afterwards: its checksum differs from the recorded one.',
    remedy: `Put prisma/migrations/${name}/migration.sql back as released, and put the change into a new migration.`,
    retry: 'never',
  });
}
