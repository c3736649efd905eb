import type { Db } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { readEnd, readPages } from './read.ts';

/**
 * The corp's chain as JSON lines, oldest first; `body` is the exact text that was hashed with its salt, null when
 * erased. Whoever exports writes `report-exported` himself.
 */
export async function* exportAudit(db: Db, corp: Corp): AsyncGenerator<string> {
  const { head } = await db.withCorp(corp, (tx) => readEnd(tx, corp));
  for await (const page of readPages(db, corp, 1, head.seq)) {
    for (const { atMs, ...link } of page) yield `${JSON.stringify({ ...link, at: new Date(atMs).toISOString() })}\n`;
  }
}
