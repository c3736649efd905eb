import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HouseError } from '../../errors.ts';
import type { RunAs } from './run-as.ts';

/** A short name for a home that no other home and no other user has. */
export function nameFor(home: string): string {
  return createHash('sha256')
    .update(`${process.getuid?.() ?? ''} ${home}`)
    .digest('hex')
    .slice(0, 16);
}

/**
 * The folder for binaries and data: the home, unless PostgreSQL must run as a user who cannot walk there.
 * Data that exists already is never left behind. [E-PG-ROOT]
 */
export function choosePlace(home: string, runAs: RunAs): string {
  if (process.getuid?.() !== 0) return home;
  const elsewhere = [join('/var/lib/qungui', nameFor(home)), join(tmpdir(), `qungui-${nameFor(home)}`)];
  const used = [home, ...elsewhere].find((folder) => existsSync(join(folder, 'data', 'PG_VERSION')));
  if (runAs.kind !== 'other') return used ?? home;
  if (used !== undefined) return canWalkTo(used, runAs.gid) ? used : refuse(used);
  return canWalkTo(home, runAs.gid) ? home : (elsewhere.find((folder) => canOpen(folder)) ?? refuse(home));
}

/** Hands a folder and all in it to `uid` (root only; a folder that is theirs already is left alone). */
export function giveTo(folder: string, uid: number): void {
  if (process.getuid?.() !== 0 || lstatSync(folder).uid === uid) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) giveTo(join(folder, entry.name), uid);
    else if (entry.isFile()) chownSync(join(folder, entry.name), uid, -1);
  }
  chownSync(folder, uid, -1); // last: an interrupted hand-over is begun again
}

/** Whether a stranger may walk to the folder; the folder itself is opened to his group, and to nobody else. */
function canWalkTo(folder: string, gid: number): boolean {
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    if ((statSync(above).mode & 0o001) === 0) return false;
  }
  const { mode } = statSync(folder);
  if ((mode & 0o001) !== 0) return true;
  chownSync(folder, -1, gid);
  chmodSync(folder, (mode & 0o777) | 0o010);
  return true;
}

function canOpen(folder: string): boolean {
  try {
    const first = mkdirSync(folder, { recursive: true });
    if (first !== undefined) for (const made of [first, folder]) chmodSync(made, 0o711); // whatever our umask is
  } catch {
    return false;
  }
  const made = lstatSync(folder);
  return made.isDirectory() && made.uid === 0 && (made.mode & 0o022) === 0 && canWalkTo(folder, 0);
}

function refuse(folder: string): never {
  throw new HouseError({
    code: 'E-PG-ROOT',
    what: 'The embedded PostgreSQL cannot start as root in this folder.',
    why: `User namespaces are forbidden on this machine, and an unprivileged user cannot walk to ${folder}.`,
    remedy: 'Run as an ordinary user, or set QUNGUI_HOME to a folder below one that everybody may enter (mode 755).',
    retry: 'never',
  });
}
