import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, markOf } from '../../src/db/embedded/processes.ts';
import { stopForAll } from '../../src/db/embedded/start-embedded.ts';

const NAME = 'qungui-demo-';
const MARK = 'demo.process';

/** A folder for one demo, marked with the process that plays it. */
export function newDemoFolder(under: string): string {
  const folder = mkdtempSync(join(under, NAME));
  writeFileSync(join(folder, MARK), markOf(process.pid) ?? '', { mode: 0o600 });
  return folder;
}

/** Stops the servers of demos that were killed and throws their folders away: which ones. One that is played now is not touched. */
export async function sweepKilledDemos(under: string): Promise<string[]> {
  const swept: string[] = [];
  for (const name of readdirSync(under).filter((one) => one.startsWith(NAME))) {
    const folder = join(under, name);
    if (!isKilled(folder)) continue;
    try {
      await stopForAll(folder);
      rmSync(folder, { recursive: true, force: true });
      swept.push(folder);
    } catch {
      // Somebody else's, or in use after all: it stays.
    }
  }
  return swept;
}

/** Whoever played it or held its server has left a note, and none of them runs any more. No note: nobody can say. */
function isKilled(folder: string): boolean {
  try {
    const holders = join(folder, 'holders');
    const notes = [
      join(folder, MARK),
      ...(existsSync(holders) ? readdirSync(holders).map((name) => join(holders, name)) : []),
    ].filter((file) => existsSync(file));
    return notes.length > 0 && !notes.some((file) => isAlive(readFileSync(file, 'utf8')));
  } catch {
    return false;
  }
}
