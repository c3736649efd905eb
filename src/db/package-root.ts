import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json, from the sources as from the built files: SQL is read from where it is written. */
export function packageRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  return packageRoot(dirname(from));
}

/** Where the migrations of this release are. */
export const migrationsFolder = (): string => join(packageRoot(), 'prisma', 'migrations');
