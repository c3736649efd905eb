import { mkdirSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where this checkout keeps its data: QUNGUI_HOME, by default `.qungui` in the working directory. */
export const homeFolder = (setting: string | undefined, cwd: string): string => resolve(cwd, setting ?? '.qungui');

/** Makes the folder (0700) if it is missing and answers its one true path, whatever links led to it. */
export function openHome(home: string): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return realpathSync(home);
}
