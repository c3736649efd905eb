import { resolve } from 'node:path';
import type { ArchiveConfig } from '../config.ts';
import type { Path } from '../policy/problem.ts';
import type { ArchiveEntry } from './tenants-file.ts';

/** Beyond what the library waits for WeCom by itself. */
const SLACK_MS = 20_000;

/** How messages are pulled; null where the file names no library, or no secret that opens the archive. */
export function archiveOf(
  { library, keys, proxy, timeoutSeconds }: ArchiveEntry,
  folder: string,
  secretAt: (...rest: Path) => string | undefined,
): ArchiveConfig | null {
  const secret = secretAt('secret');
  if (library === undefined || secret === undefined) return null;
  return {
    library: resolve(folder, library),
    secret,
    privateKeys: new Map(keys.map(({ version }, at) => [version, secretAt('keys', at, 'privateKey') ?? ''])),
    proxy: proxy ?? '',
    proxyLogin: secretAt('proxyLogin') ?? '',
    timeoutS: timeoutSeconds,
    hangMs: timeoutSeconds * 1_000 + SLACK_MS,
  };
}
