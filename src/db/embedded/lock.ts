import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HouseError } from '../../errors.ts';
import { elapsedMs, hostNow, pause } from '../../time.ts';
import { isAlive, markOf } from './processes.ts';

const FREE = 'free';

/**
 * Runs `work` while no other process does, and survives a holder killed with -9. [E-PG-LOCK] after `withinMs`.
 *
 * The lock is the highest-numbered file. Whoever finds it free, or its holder dead, tries to create the next number:
 * the file system lets exactly one succeed. Files are never reused, so a dead holder needs no removal (the step
 * where two rescuers would let each other in); smaller numbers are swept by the next holder.
 */
export async function withLock<T>(folder: string, withinMs: number, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = await take(folder, withinMs);
  try {
    return await work();
  } finally {
    writeFileSync(file, FREE);
  }
}

async function take(folder: string, withinMs: number): Promise<string> {
  for (const began = elapsedMs(); ; await pause(25)) {
    const last = highest(folder);
    if (last === 0 || isFree(join(folder, String(last)))) {
      const mine = join(folder, String(last + 1));
      if (create(mine) === 'ours' && highest(folder) === last + 1) return sweepBelow(folder, last + 1);
      continue;
    }
    if (elapsedMs() - began > withinMs) throw lockedOut(folder, last);
  }
}

const highest = (folder: string): number => Math.max(0, ...numbers(folder));

const numbers = (folder: string): number[] => readdirSync(folder).map(Number).filter(Number.isInteger);

function isFree(file: string): boolean {
  const holder = holderOf(file);
  if (holder === undefined) return false; // swept between listing and reading: look again
  return holder === FREE || !isAlive(holder);
}

/** Who wrote the file. An empty one is being written, unless its writer died in that moment. */
function holderOf(file: string): string | undefined {
  try {
    const holder = readFileSync(file, 'utf8');
    if (holder !== '') return holder;
    return hostNow().getTime() - statSync(file).mtimeMs > 5_000 ? FREE : undefined;
  } catch {
    return undefined;
  }
}

function create(file: string): 'ours' | 'taken' {
  try {
    writeFileSync(file, markOf(process.pid) ?? FREE, { flag: 'wx', mode: 0o600 });
    return 'ours';
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'EEXIST') return 'taken';
    throw err;
  }
}

function sweepBelow(folder: string, mine: number): string {
  for (const number of numbers(folder)) if (number < mine) rmSync(join(folder, String(number)), { force: true });
  return join(folder, String(mine));
}

function lockedOut(folder: string, number: number): HouseError {
  const pid = holderOf(join(folder, String(number)))?.split(' ')[0] ?? 'unknown';
  return new HouseError({
    code: 'E-PG-LOCK',
    what: 'Another process is starting or stopping the embedded PostgreSQL of this folder and does not finish.',
    why: `Process ${pid} holds the lock in ${folder}.`,
    remedy: `Wait for process ${pid}, or end it; a dead holder frees the lock by itself.`,
    retry: 'backoff',
  });
}
