import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { HouseError } from '../../errors.ts';
import { CHILD_ENV } from '../child-env.ts';

/**
 * As whom PostgreSQL runs, since it refuses to run as root and initdb refuses a user without a name.
 * `fileOwner` is the uid that owns its files as everybody else sees them.
 */
export type RunAs =
  | { readonly kind: 'self'; readonly fileOwner: number }
  /** In a user namespace where we are called `uid`; outside, files and process stay ours, so even /root will do. */
  | { readonly kind: 'mapped'; readonly fileOwner: number; readonly uid: number; readonly gid: number }
  /** Really another user: only root can do that, and only where that user may walk to the files. */
  | { readonly kind: 'other'; readonly fileOwner: number; readonly gid: number };

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: { readonly env: NodeJS.ProcessEnv; readonly uid?: number; readonly gid?: number };
}

/** Decides as whom PostgreSQL runs. `rootBy` takes the choice away, for tests. [E-PG-ROOT, E-PG-PLATFORM] */
export async function chooseRunAs(rootBy?: 'mapped' | 'other'): Promise<RunAs> {
  if (process.platform === 'win32') throw notOnWindows();
  const own = process.getuid?.() ?? 0;
  if (own !== 0 && hasName() && rootBy === undefined) return { kind: 'self', fileOwner: own };
  const { uid, gid } = unprivileged();
  const mapped = { kind: 'mapped', fileOwner: own, uid, gid } as const;
  if (rootBy !== 'other' && (rootBy === 'mapped' || (await canMap(mapped)))) return mapped;
  if (own === 0) return { kind: 'other', fileOwner: uid, gid };
  throw new HouseError({
    code: 'E-PG-ROOT',
    what: 'The embedded PostgreSQL cannot start as this user.',
    why: `User number ${own} has no name in /etc/passwd, and user namespaces are forbidden on this machine.`,
    remedy: 'Run as a user that has a name, or set DATABASE_URL to a PostgreSQL server of your own.',
    retry: 'never',
  });
}

/** How to run a program of PostgreSQL as that user, with the environment it may see and no other. */
export function commandAs(runAs: RunAs, program: string, args: readonly string[]): Command {
  if (runAs.kind === 'self') return { file: program, args, options: { env: CHILD_ENV } };
  if (runAs.kind === 'other') {
    return { file: program, args, options: { env: CHILD_ENV, uid: runAs.fileOwner, gid: runAs.gid } };
  }
  const namespace = ['--user', `--map-user=${runAs.uid}`, `--map-group=${runAs.gid}`, '--', program];
  return { file: 'unshare', args: [...namespace, ...args], options: { env: CHILD_ENV } };
}

function notOnWindows(): HouseError {
  return new HouseError({
    code: 'E-PG-PLATFORM',
    what: 'The embedded PostgreSQL does not run on Windows.',
    why: 'It listens on a Unix socket only, so that no other user of the machine can reach it.',
    remedy: 'Use WSL 2, or set DATABASE_URL to a PostgreSQL server of your own.',
    retry: 'never',
  });
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

async function canMap(mapped: RunAs): Promise<boolean> {
  const { file, args, options } = commandAs(mapped, 'true', []);
  return promisify(execFile)(file, [...args], { ...options, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/** `nobody`, or whoever else in /etc/passwd is not root: initdb wants a name for the number. */
function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
    .filter(({ uid }) => uid !== 0);
  return users.find(({ name }) => name === 'nobody') ?? users[0] ?? { uid: 65_534, gid: 65_534 };
}
