import { createBackup } from '../backup/create-backup.ts';
import { verifyBackup } from '../backup/verify-backup.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { openLog } from '../log.ts';
import type { Answer } from './desk.ts';

export async function create(deps: Deps, folder: string): Promise<Answer> {
  const { at, kek, tips, files } = await createBackup(deps, folder);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    exit: 0,
    json: { folder, at, kek, tips, files: files.length, bytes },
    text: `✓ ${folder}: ${files.length} files, ${megabytes(bytes)}\n  the key-encryption key (${kek}) is not in it: keep it elsewhere\n  to see that it can be lived in: qungui backup verify ${folder}\n`,
  };
}

export async function verify(config: Config, folder: string): Promise<Answer> {
  const { at, files, bytes, corps } = await verifyBackup({ config, log: openLog('warn') }, folder);
  const lines = corps.map((one) =>
    one.state === 'whole'
      ? `✓ ${one.corp}: ${one.records} records are whole, ${one.cases} cases\n`
      : `✗ ${one.corp}: broken at record ${one.seq}: ${one.fault}\n`,
  );
  return {
    exit: corps.every(({ state }) => state === 'whole') ? 0 : 1,
    json: { folder, at, files, bytes, corps },
    text: `${folder} of ${at}: ${files} files, ${megabytes(bytes)}\n${lines.join('')}`,
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
