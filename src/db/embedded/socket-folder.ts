import { chmodSync, chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HouseError } from '../../errors.ts';
import { nameFor } from './place.ts';

/** The socket's number: two servers never share a folder, so it may always be the same. */
export const PORT = 5432;

/** What the kernel takes: 108 bytes with the closing NUL on Linux, 104 elsewhere. */
const LONGEST = process.platform === 'linux' ? 107 : 103;

/**
 * A folder of mode 0700 for the socket: beside the data where the path is short, plain and can hold sockets, else
 * a folder of our own below the temporary one. A folder that somebody else put there first is refused. [E-PG-SOCKET]
 */
export async function openSocketFolder(place: string, home: string, owner: number): Promise<string> {
  const beside = join(place, 'run');
  if (isUsable(beside)) {
    mkdirSync(beside, { recursive: true, mode: 0o700 });
    if ((await holdsSockets(beside)) === 'yes') return seal(beside, owner);
  }
  const below = [tmpdir(), '/tmp'].map((folder) => join(folder, `qungui-${nameFor(home)}-run`));
  const folder = below.find(isUsable);
  if (folder === undefined) throw tooLong(below);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  refuseSquatter(folder, owner);
  return seal(folder, owner);
}

/** Short enough for the kernel, and plain enough for PostgreSQL's list of folders. */
function isUsable(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= LONGEST && /^[\w./-]+$/.test(folder);
}

function seal(folder: string, owner: number): string {
  chmodSync(folder, 0o700);
  if (lstatSync(folder).uid !== owner) chownSync(folder, owner, -1);
  return folder;
}

/** Anybody may make a folder below the temporary one, and a link to anywhere. */
function refuseSquatter(folder: string, owner: number): void {
  const found = lstatSync(folder);
  if (found.isDirectory() && [process.getuid?.(), owner].includes(found.uid)) return;
  const why = found.isDirectory()
    ? `It belongs to user number ${found.uid}.`
    : 'It is not a folder but a link or a file.';
  throw trouble(
    folder,
    `${why} Who made it could read all that passes.`,
    `Find out who made it, and remove ${folder}.`,
  );
}

/** Some shared file systems hold files but no sockets. */
function holdsSockets(folder: string): Promise<'yes' | 'no'> {
  const path = join(folder, 'probe');
  rmSync(path, { force: true });
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve('no'));
    server.listen(path, () => server.close(() => resolve('yes')));
  });
}

function tooLong(folders: readonly string[]): HouseError {
  return trouble(
    folders.join(' or '),
    `Paths of sockets end at ${LONGEST} bytes.`,
    'Set TMPDIR to a folder with a short path.',
  );
}

function trouble(folder: string, why: string, remedy: string): HouseError {
  const what = `The embedded PostgreSQL cannot have its socket in ${folder}.`;
  return new HouseError({ code: 'E-PG-SOCKET', what, why, remedy, retry: 'never' });
}
