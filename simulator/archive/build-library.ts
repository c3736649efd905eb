import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOnPath } from '../on-path.ts';

/** Whether this machine can build the stand-in; where it cannot the reporter says so in capitals. */
export const compilerIsHere = (path?: string): boolean => isOnPath('cc', path);

/** The stand-in as it was built; each archive wants its own, for it looks for its records beside itself. */
let built: Buffer | undefined;

/** Builds the stand-in of WeCom's library into a folder and answers its path; once a process. Needs a C compiler and nothing else. */
export function buildLibrary(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const library = join(folder, 'libstand-in.so');
  if (built) writeFileSync(library, built);
  else {
    const source = fileURLToPath(new URL('./stand-in.c', import.meta.url));
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source], { stdio: 'pipe' });
    built = readFileSync(library);
  }
  return library;
}
