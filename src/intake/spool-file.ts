import { randomBytes } from 'node:crypto';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, markOf } from '../db/embedded/processes.ts';

/** A file of the spool, as its name tells. */
export interface SpoolFile {
  /** The process it belongs to; nobody else touches it while that one lives. */
  readonly mark: string;
  /** How many calls are in it; 0 while it is written. */
  readonly calls: number;
  /** `live` while it is written, `full` when it is to be replayed. */
  readonly state: 'live' | 'full';
}

interface Named extends SpoolFile {
  readonly name: string;
}

const NAME = /^([^.]+)\.(\d+)-[0-9a-f]{12}\.(live|full)$/;

/** The mark of this process. */
export const ownMark = (): string => markOf(process.pid) ?? `${process.pid}`;

/** A fresh name; renaming to one of ours is what claims a file. */
export const nameFile = ({ mark, calls, state }: SpoolFile): string =>
  `${encodeURIComponent(mark)}.${calls}-${randomBytes(6).toString('hex')}.${state}`;

/** All files that wait, whoever wrote them. What is held for a person does not wait. */
export async function waitingFiles(folder: string): Promise<readonly Named[]> {
  const files: Named[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const [, mark, calls, state] = NAME.exec(name) ?? [];
    if (!mark || (state !== 'live' && state !== 'full')) continue;
    files.push({ name, mark: decodeURIComponent(mark), calls: Number(calls), state });
  }
  return files;
}

/** The paths of our own full files and of all files of dead processes, which are ours from now on. */
export async function claimFiles(folder: string): Promise<readonly string[]> {
  const mine = ownMark();
  const paths: string[] = [];
  for (const { name, mark, calls, state } of await waitingFiles(folder)) {
    if (mark === mine && state === 'full') paths.push(join(folder, name));
    if (mark === mine || isAlive(mark)) continue;
    const path = join(folder, nameFile({ mark: mine, calls: Math.max(1, calls), state: 'full' }));
    const outcome = await rename(join(folder, name), path).then(
      () => 'ours',
      () => 'somebody was faster',
    );
    if (outcome === 'ours') paths.push(path);
  }
  return paths;
}
