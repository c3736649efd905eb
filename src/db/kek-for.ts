import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { commandKek } from './command-kek.ts';
import { type Kek, openKek } from './kek.ts';

/**
 * The key-encryption key of this installation: of a program where qungui.yaml names one, else of a file. A file that is still there
 * opens what it wrapped, so that an installation changes from one to the other while it runs. [E-KEK-…]
 */
export function kekFor({ home, kekFile, kms }: Pick<Config, 'home' | 'kekFile' | 'kms'>): Kek {
  if (!kms) return openKek(kekFile, home);
  return commandKek(kms, existsSync(kekFile) ? openKek(kekFile, home) : null);
}
