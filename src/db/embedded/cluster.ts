import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HouseError } from '../../errors.ts';
import type { Binaries } from './binaries.ts';
import { writeSecret } from './kept-secret.ts';
import { giveTo } from './place.ts';
import { commandAs, type RunAs } from './run-as.ts';

export const SUPERUSER = 'postgres';

/** `full` survives power loss; `test` is for databases that are thrown away. */
export type Durability = 'full' | 'test';

export interface Site {
  readonly place: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly durability: Durability;
}

export const dataFolder = (place: string): string => join(place, 'data');

/**
 * Makes the data directory if there is none; a half-made one is thrown away. Call it under the lock only.
 * [E-PG-VERSION] when the data were made by another major version, [E-PG-INIT] when initdb fails.
 */
export async function ensureCluster(site: Site, password: string): Promise<'made' | 'found'> {
  const data = dataFolder(site.place);
  if (existsSync(join(data, 'PG_VERSION'))) {
    refuseOtherVersion(data, site.binaries.major);
    giveTo(data, site.runAs.fileOwner);
    return 'found';
  }
  const draft = openDraft(site);
  await initdb(site, join(draft, 'data'), writePasswordFile(draft, site.runAs, password));
  renameSync(join(draft, 'data'), data);
  rmSync(draft, { recursive: true });
  return 'made';
}

function refuseOtherVersion(data: string, major: number): void {
  const made = Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10);
  if (made === major) return;
  throw new HouseError({
    code: 'E-PG-VERSION',
    what: `The embedded database was made by PostgreSQL ${made}; this release brings PostgreSQL ${major}.`,
    why: 'A major version of PostgreSQL does not read the files of another.',
    remedy: `Start the former release, dump the database, move ${data} aside, and load the dump into this release.`,
    retry: 'never',
  });
}

/** A folder that the user PostgreSQL runs as owns, where nobody else may look. */
function openDraft({ place, runAs }: Site): string {
  const draft = join(place, 'data.new');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (runAs.kind === 'other') chownSync(draft, runAs.fileOwner, runAs.gid);
  return draft;
}

function writePasswordFile(draft: string, runAs: RunAs, password: string): string {
  const file = join(draft, 'password');
  writeSecret(file, password);
  if (runAs.kind === 'other') chownSync(file, runAs.fileOwner, runAs.gid);
  return file;
}

async function initdb(site: Site, data: string, passwordFile: string): Promise<void> {
  const args = [`--pgdata=${data}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  args.push(
    '--encoding=UTF8',
    '--no-locale',
    '--no-instructions',
    ...(site.durability === 'test' ? ['--no-sync'] : []),
  );
  const { file, args: all, options } = commandAs(site.runAs, site.binaries.initdb, args);
  const { code, said } = await new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    const child = spawn(file, all, { ...options, cwd: site.place, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (words: string) => {
      said += words;
    });
    child.once('error', reject).once('close', (code) => resolve({ code, said }));
  });
  if (code !== 0) throw initFailed(said);
}

function initFailed(said: string): HouseError {
  return new HouseError({
    code: 'E-PG-INIT',
    what: 'The embedded PostgreSQL could not make its data directory.',
    why: said.trim().split('\n').slice(-5).join(' ') || 'initdb ended without a word.',
    remedy: 'Check free space and rights of QUNGUI_HOME, or set DATABASE_URL to a PostgreSQL server of your own.',
    retry: 'never',
  });
}
