import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnd } from '../audit/read.ts';
import { baseBackup, type CopiedFile, copyFile, copyFolder } from '../db/embedded/base-backup.ts';
import { startEmbedded } from '../db/embedded/start-embedded.ts';
import { kekFor } from '../db/kek-for.ts';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import { DATA, MANIFEST, Manifest, PASSWORD, SPOOL } from './manifest.ts';

type Slice = Pick<Deps, 'config' | 'db' | 'clock' | 'log'>;

/**
 * Writes a backup of the embedded database into a new folder while everything runs. The key-encryption key is not in it: whoever
 * finds the backup reads nothing that is sealed. A folder that was not finished ends in .part. [E-BACKUP-OWN, E-BACKUP-THERE]
 */
export async function createBackup(deps: Slice, to: string): Promise<Manifest> {
  const { config, clock, log } = deps;
  if (config.databaseUrl !== null) throw ownServer();
  if (existsSync(to)) throw alreadyThere(to);
  const part = `${to}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o700 });
  const at = await clock.now();
  // First: what the copy holds goes at least as far.
  const tips = await tipsOf(deps);
  const server = await startEmbedded(config.home, { log });
  try {
    const files = await copyAll(server.superuserUrl, config.home, part);
    const kek = kekFor(config).id;
    const manifest: Manifest = { v: 1, at: at.toISOString(), kek, tips, files };
    writeFileSync(join(part, MANIFEST), `${JSON.stringify(Manifest.parse(manifest), null, 1)}\n`, {
      mode: 0o600,
      flush: true,
    });
    renameSync(part, to);
    return manifest;
  } finally {
    await server.stop();
  }
}

async function copyAll(superuserUrl: string, home: string, part: string): Promise<CopiedFile[]> {
  const { files, place } = await baseBackup(superuserUrl, join(part, DATA));
  const below = (folder: string, list: readonly CopiedFile[]): CopiedFile[] =>
    list.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
  // Of the server's own login: its socket is in a folder of ours alone, and a restored home needs it.
  const password = await copyFile(join(place, PASSWORD), join(part, PASSWORD), PASSWORD);
  const spool = join(home, SPOOL);
  const waiting = existsSync(spool) ? await copyFolder(spool, join(part, SPOOL), () => true) : [];
  return [...below(DATA, files), ...password, ...below(SPOOL, waiting)];
}

const tipsOf = async ({ config, db }: Slice): Promise<Manifest['tips']> =>
  Promise.all(
    [...config.corps.keys()].map(async (corp) => {
      const { head } = await db.withCorp(corp, (tx) => readEnd(tx, corp));
      return { corp, seq: head.seq, hash: head.hash };
    }),
  );

const ownServer = (): HouseError =>
  new HouseError({
    code: 'E-BACKUP-OWN',
    what: 'This installation keeps its data on a PostgreSQL of your own.',
    why: 'DATABASE_URL is set; only the embedded server is backed up by this command.',
    remedy: 'Use that server’s own means, such as pg_dump or pg_basebackup: docs/operations.md, Backup.',
    retry: 'never',
  });

const alreadyThere = (to: string): HouseError =>
  new HouseError({
    code: 'E-BACKUP-THERE',
    what: `${to} exists already.`,
    why: 'A backup is never written over another.',
    remedy: 'Name a folder that does not exist.',
    retry: 'never',
  });
