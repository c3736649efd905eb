import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { markOf } from '../src/db/embedded/processes.ts';
import { stopForAll } from '../src/db/embedded/start-embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this run's PostgreSQL; test/db.ts starts it when the first test asks for a database. */
    databaseHome: string;
  }
}

const NAME = 'qungui-test-';
const ROOM_BYTES = 1_000_000_000;

/** In memory where there is room: a test database need not outlive the run. */
const roots = ['/dev/shm', tmpdir()].filter(hasRoom);

let home = '';

export async function setup(project: TestProject): Promise<void> {
  await sweepAbandoned();
  home = mkdtempSync(join(roots[0] ?? tmpdir(), `${NAME}${process.pid}-`));
  project.provide('databaseHome', home);
}

export async function teardown(): Promise<void> {
  await throwAway(home);
}

/** Runs that were killed left their server running. */
async function sweepAbandoned(): Promise<void> {
  for (const root of roots) {
    for (const name of readdirSync(root).filter((entry) => entry.startsWith(NAME))) {
      const pid = Number.parseInt(name.slice(NAME.length), 10);
      if (markOf(pid) === undefined) await throwAway(join(root, name)).catch(forgiveAnothers);
    }
  }
}

/** What another user's run left behind is his to throw away. */
function forgiveAnothers(err: unknown): void {
  const { code } = err as NodeJS.ErrnoException;
  if (code !== 'EACCES' && code !== 'EPERM') throw err;
}

async function throwAway(folder: string): Promise<void> {
  await stopForAll(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 }); // two runs may sweep at once
}

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}
