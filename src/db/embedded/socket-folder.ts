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
  if (fits(beside) && /^[\w./-]+$/.test(beside)) {
    open(beside, owner);
    if ((await holdsSockets(beside)) === 'yes') return beside;
  }
  const below = [tmpdir(), '/tmp'].map((folder) => join(folder, `qungui-${nameFor(home)}-run`));
  const short = below.find((folder) => fits(folder) && /^[\w./-]+$/.test(folder));
  if (short === undefined)
    throw trouble(
      below.join(', '),
      `Paths of sockets end at ${LONGEST} bytes.`,
      'Set TMPDIR to a folder with a short path.',
    );
  open(short, owner);
  return short;
}

const fits = (folder: string): boolean => Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= LONGEST;

function open(folder: string, owner: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || (found.uid !== process.getuid?.() && found.uid !== owner)) {
    throw trouble(folder, `It belongs to user number ${found.uid}, not to us.`, `Ask that user to remove ${folder}.`);
  }
  chmodSync(folder, 0o700);
  if (found.uid !== owner) chownSync(folder, owner, -1);
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

function trouble(folder: string, why: string, remedy: string): HouseError {
  const what = `The embedded PostgreSQL cannot have its socket in ${folder}.`;
  return new HouseError({ code: 'E-PG-SOCKET', what, why, remedy, retry: 'never' });
}
