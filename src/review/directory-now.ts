import type { Tx } from '../db/client.ts';
import { directoryVersion, loadDirectory } from '../directory/load-directory.ts';
import type { Directory } from '../events/person.ts';
import type { Corp } from '../ids.ts';

/** Former names of departments expire by the hour, not by a row. */
const HOUR_MS = 3_600_000;

const loaded = new Map<Corp, { readonly version: string; readonly directory: Directory }>();

/** The directory as the rows have it now; loaded again only when a row of it has changed, or an hour is over. */
export async function directoryOf(tx: Tx, corp: Corp, atMs: number): Promise<Directory> {
  const version = `${await directoryVersion(tx, corp)}@${Math.floor(atMs / HOUR_MS)}`;
  const known = loaded.get(corp);
  if (known?.version === version) return known.directory;
  const directory = await loadDirectory(tx, corp, atMs);
  loaded.set(corp, { version, directory });
  return directory;
}
