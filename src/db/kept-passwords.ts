import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keptSecret } from './embedded/kept-secret.ts';
import { withLock } from './embedded/lock.ts';
import type { Login, Passwords } from './roles.ts';

/** The passwords of the embedded server's roles: random, made once per home by whoever comes first, 0600. */
export function keptPasswords(home: string): Promise<Passwords> {
  const folder = join(home, 'passwords');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = (login: Login): string => keptSecret(join(folder, login));
  return withLock(join(home, 'lock'), 60_000, async () => ({
    migrator: kept('migrator'),
    app: kept('app'),
    queue: kept('queue'),
    eraser: kept('eraser'),
    auditor: kept('auditor'),
  }));
}
