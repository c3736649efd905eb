import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether this machine can build the stand-in; where it cannot the reporter says so in capitals. */
export const compilerIsHere = (path: string = process.env.PATH ?? ''): boolean =>
  path.split(delimiter).some((folder) => existsSync(join(folder, 'cc')));

/** Builds the stand-in of WeCom's library into a folder and answers its path. Needs a C compiler and nothing else. */
export function buildLibrary(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const library = join(folder, 'libstand-in.so');
  const source = fileURLToPath(new URL('./stand-in.c', import.meta.url));
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source], { stdio: 'pipe' });
  return library;
}
