import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationsFolder } from '../../src/db/package-root.ts';
import { asSuperuser } from '../db.ts';
import { record, tenth } from './figures.ts';
import { type Lab, openLab } from './lab/lab.ts';

/** Wanted: 3 s. A process here is TypeScript that is read as it starts. */
const MOST_END_S = 60;

let lab: Lab;
let folder: string;
beforeAll(async () => {
  lab = await openLab();
  folder = mkdtempSync(join(tmpdir(), 'qungui-migrations-'));
  cpSync(migrationsFolder(), folder, { recursive: true });
});
afterAll(async () => {
  await lab?.close();
  if (folder) rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

interface Told {
  readonly applied?: readonly string[];
  readonly failed?: string;
}

async function migrator(): Promise<Told> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/faults/lab/migrates.ts', lab.town.database.migratorUrl, folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(await text(child.stdout)) as Told;
}

/** What there is in the schema: names of tables and functions, and the history of migrations. */
const schema = () =>
  asSuperuser(lab.town.database, async (client) => {
    const { rows } = await client.query<{ name: string }>(`
      select 'table ' || tablename as name from pg_tables where schemaname = 'qungui'
      union all select 'function ' || proname from pg_proc where pronamespace = 'qungui'::regnamespace
      union all select 'migration ' || migration_name from public._prisma_migrations order by 1`);
    return rows.map(({ name }) => name);
  });

test('under load two migrators at once, one that fails half-way, and an old program on the new schema: nobody is refused', async () => {
  const load = await lab.load();
  await wait(1_000);

  write(
    '29990101000000_one_more',
    'create function qungui.one_more() returns int language sql as $$ select 1 $$; select pg_sleep(1);',
  );
  const both = await Promise.all([migrator(), migrator()]);
  expect(both.map(({ applied }) => applied?.length).sort()).toEqual([0, 1]);

  const before = await schema();
  write('29990102000000_breaks', 'create table qungui.half (corp text); insert into qungui.half values (1 / 0);');
  expect(await migrator()).toEqual({ failed: 'E-MIGRATION-BROKEN' });
  expect(await schema()).toEqual(before);
  expect(before).toContain('function one_more');

  const beganMs = performance.now();
  const old = await lab.start('server', { env: { QUNGUI_PORT: '0' } }, 'beside');
  const code = await old.ended();
  const endedS = tenth((performance.now() - beganMs) / 1_000);
  const lines = old.said();
  const posted = await load.stop();

  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ code: 'E-SCHEMA-NEWER', msg: 'cannot start' });
  expect(code).toBe(1);
  expect(endedS).toBeLessThanOrEqual(MOST_END_S);
  expect(posted.statuses).toEqual({ 200: posted.calls.length });
  const checked = await lab.check([posted]);
  record(12, { ...checked, 'calls/s': load.perSecond, old_program_ends_s: endedS, its_exit_code: code ?? -1 });
}, 300_000);
