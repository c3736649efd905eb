import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, lstatSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { HouseError } from '../../errors.ts';

/** A random secret of 32 bytes (base64url), made once and kept in a 0600 file. Call it under the lock only. */
export function keptSecret(file: string): string {
  const kept = readKept(file);
  if (kept !== undefined) return kept;
  const secret = randomBytes(32).toString('base64url');
  writeSecret(`${file}.new`, secret);
  renameSync(`${file}.new`, file);
  return secret;
}

/** Writes a secret so that nobody but the owner ever could read the file, not even while it is written. */
export function writeSecret(file: string, secret: string): void {
  const fd = openSync(file, 'w', 0o600);
  writeSync(fd, secret);
  fsyncSync(fd);
  closeSync(fd);
}

function readKept(file: string): string | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (!found.isFile() || (found.mode & 0o077) !== 0) {
    throw new HouseError({
      code: 'E-SECRET-MODE',
      what: `The password file ${file} can be read by others.`,
      why: `Its mode is ${(found.mode & 0o777).toString(8)}; a secret file must be a plain file of mode 600.`,
      remedy: `Run: chmod 600 '${file}'`,
      retry: 'never',
    });
  }
  return readFileSync(file, 'utf8').trim();
}
