import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HouseError } from '../errors.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a backup says of itself. The tips of the trails lie outside the database: they show if it was set back. */
export const Manifest = z.strictObject({
  v: z.literal(1),
  at: z.iso.datetime(),
  /** Of the key-encryption key: which one opens what is sealed in here. The key itself is not. */
  kek: z.string(),
  tips: z.array(z.strictObject({ corp: z.string(), seq: z.int().min(0), hash: z.string() })),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().min(0), sha256: Sha256 })),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST = 'manifest.json';
/** Where the database's files lie in a backup: beside the manifest, as in a home. */
export const DATA = 'data';
export const PASSWORD = 'postgres.password';
export const SPOOL = 'spool';

/** What a folder says of itself, if it is a backup at all. [E-BACKUP-NONE] */
export function readManifest(folder: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
  } catch (cause) {
    throw new HouseError({
      code: 'E-BACKUP-NONE',
      what: `${folder} is no whole backup.`,
      why: `It has no ${MANIFEST} of ours; one that was broken off ends in .part.`,
      remedy: 'Name a folder that backup create has made.',
      retry: 'never',
      cause,
    });
  }
}
