import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, markOf } from './processes.ts';

/** Notes that this process uses the server. Returns what takes the note back. */
export function hold(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${process.pid}-${randomUUID()}`);
  writeFileSync(file, markOf(process.pid) ?? '', { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** How many notes of living processes there are; notes of killed ones are swept. Call it under the lock only. */
export function countHolders(folder: string): number {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const dead = files.filter((file) => !isAlive(readFileSync(file, 'utf8')));
  for (const file of dead) rmSync(file, { force: true });
  return files.length - dead.length;
}
