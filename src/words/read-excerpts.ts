import type { Tx } from '../db/client.ts';
import { noteRead } from '../record-reads/note-read.ts';
import { directoryOf } from '../review/directory-now.ts';
import type { Looking } from './open-finds.ts';

/**
 * Opens the excerpts of finds for a reason, by the ids of those that have one: of each the trail says who read it, and whoever said
 * it may see that. What is about the reader himself stays closed. Appends to the trail.
 */
export async function readExcerpts(
  tx: Tx,
  { corp, keys, by, at }: Looking,
  ids: readonly string[],
  reason: string,
): Promise<ReadonlyMap<string, string>> {
  const kept = await tx.contentHit.findMany({
    where: { corp, id: { in: [...ids] }, excerpt: { not: null } },
    select: { id: true, byId: true, excerpt: true },
  });
  const directory = await directoryOf(tx, corp, at.getTime());
  const opened = new Map<string, string>();
  for (const { id, byId, excerpt } of kept) {
    if (excerpt === null || byId.toLowerCase() === by) continue;
    await noteRead(
      tx,
      { corp, keys, by, at, directory },
      { what: 'excerpt', aboutId: id, subject: `member:${byId}`, reason },
    );
    opened.set(id, keys.open({ table: 'content_hit', column: 'excerpt', row: id }, excerpt));
  }
  return opened;
}
