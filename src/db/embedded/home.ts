import { mkdirSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { HouseError } from '../../errors.ts';

/** Where this checkout keeps its data: QUNGUI_HOME, by default `.qungui` in the working directory. */
export const homeFolder = (setting: string | undefined, cwd: string): string => resolve(cwd, setting ?? '.qungui');

/** Makes the folder (0700) if it is missing and answers its one true path, whatever links led to it. [E-PG-FOLDER] */
export function openHome(home: string): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const path = realpathSync(home);
  if (/["$`\\\n\r]/.test(path)) throw notForShell(path);
  return path;
}

/** initdb calls postgres through a shell, with its own path between double quotes. */
function notForShell(path: string): HouseError {
  return new HouseError({
    code: 'E-PG-FOLDER',
    what: `The embedded PostgreSQL cannot live in ${JSON.stringify(path)}.`,
    why: 'PostgreSQL does not start from a path that holds a double quote, a dollar, a backtick, a backslash or a line end.',
    remedy: 'Set QUNGUI_HOME to a folder without such signs.',
    retry: 'never',
  });
}
