import type { Tx } from '../db/client.ts';
import { type Looking, readExcerpt } from './open-finds.ts';

/** Opens the excerpts of several finds for one reason; those that have none, or are about the reader himself, are absent. */
export async function readExcerpts(
  tx: Tx,
  looking: Looking,
  ids: readonly string[],
  reason: string,
): Promise<ReadonlyMap<string, string>> {
  const opened = new Map<string, string>();
  for (const id of ids) {
    const text = await readExcerpt(tx, looking, id, reason);
    if (text !== null) opened.set(id, text);
  }
  return opened;
}
