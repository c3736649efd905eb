import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Verdict, verifyAudit } from '../audit/verify.ts';
import type { Config } from '../config.ts';
import { openDb } from '../db/client.ts';
import { copyFolder } from '../db/embedded/base-backup.ts';
import { kekFor } from '../db/kek-for.ts';
import { openKeyring } from '../db/keyring.ts';
import { openDatabase } from '../db/open-database.ts';
import { HouseError } from '../errors.ts';
import { Corp } from '../ids.ts';
import type { Log } from '../log.ts';
import { MANIFEST, type Manifest, PASSWORD, readManifest } from './manifest.ts';

export interface VerifiedBackup {
  readonly at: string;
  readonly files: number;
  readonly bytes: number;
  /** Each corp's trail, recomputed in the copy; `rows` of cases say that tables are readable. */
  readonly corps: readonly (Verdict & { readonly corp: string; readonly cases: number })[];
}

interface Place {
  readonly config: Pick<Config, 'home' | 'kekFile' | 'kms' | 'clock'>;
  readonly log: Log;
}

/**
 * Shows that a backup can be lived in: every file is as it was written, a server starts on a copy of it, and the trail of every corp
 * reaches what it had reached. The backup itself is only read. [E-BACKUP-NONE, E-BACKUP-BROKEN, E-BACKUP-KEY]
 */
export async function verifyBackup({ config, log }: Place, folder: string): Promise<VerifiedBackup> {
  const manifest = readManifest(folder);
  const kek = kekFor(config);
  if (kek.id !== manifest.kek) throw otherKey(folder, manifest.kek, kek.id);
  for (const { path, bytes, sha256 } of manifest.files)
    if ((await hashOf(join(folder, path), bytes)) !== sha256) throw brokenFile(folder, path);
  const home = mkdtempSync(join(tmpdir(), 'qungui-restored-'));
  try {
    await copyFolder(folder, home, (path) => path !== MANIFEST);
    if (!existsSync(join(home, PASSWORD))) throw brokenFile(folder, PASSWORD);
    const corps = await tryIn(home, { config, log, manifest });
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    return { at: manifest.at, files: manifest.files.length, bytes, corps };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function tryIn(
  home: string,
  { config, log, manifest }: Place & { readonly manifest: Manifest },
): Promise<VerifiedBackup['corps']> {
  const database = await openDatabase({ home, log, durability: 'test' });
  const db = openDb(database.appUrl, config.clock);
  try {
    const keyring = openKeyring(db, kekFor(config));
    const corps: VerifiedBackup['corps'][number][] = [];
    for (const { corp: name, seq, hash } of manifest.tips) {
      const corp = Corp.parse(name);
      const verdict = await verifyAudit(db, corp, await keyring.of(corp), seq === 0 ? [] : [{ seq, hash }]);
      const cases = await db.withCorp(corp, (tx) => tx.case.count({ where: { corp } }));
      corps.push({ ...verdict, corp, cases });
    }
    return corps;
  } finally {
    await db.close();
    await database.close();
  }
}

async function hashOf(file: string, bytes: number): Promise<string> {
  if (statSync(file, { throwIfNoEntry: false })?.size !== bytes) return 'another size';
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const brokenFile = (folder: string, path: string): HouseError =>
  new HouseError({
    code: 'E-BACKUP-BROKEN',
    what: `${path} of the backup ${folder} is not as it was written.`,
    why: 'Its size or its hash differs from the manifest, or it is gone.',
    remedy: 'Do not rely on this backup; take another one, and look at the disk.',
    retry: 'never',
  });

const otherKey = (folder: string, wanted: string, found: string): HouseError =>
  new HouseError({
    code: 'E-BACKUP-KEY',
    what: `The backup ${folder} was made with another key-encryption key (${wanted}, here is ${found}).`,
    why: 'What is sealed in it cannot be opened with the key of this installation.',
    remedy: 'Set QUNGUI_KEK_FILE, or keys.kek of qungui.yaml, to the key that was kept with it.',
    retry: 'never',
  });
