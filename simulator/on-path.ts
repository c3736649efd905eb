import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether this machine has a program where its shell looks for programs. */
export const isOnPath = (program: string, path: string = process.env.PATH ?? ''): boolean =>
  path.split(delimiter).some((folder) => existsSync(join(folder, program)));
