import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { ReadWhat } from './note-read.ts';

/** For so long what somebody opened for a reason stays open to him. */
const OPEN_FOR_MS = 3_600_000;

/** Whether this reader opened it within the hour, and so sees it again without another reason. */
export async function openedBy(
  tx: Tx,
  corp: Corp,
  { aboutId, reader, what, at }: { aboutId: string; reader: string; what: ReadWhat; at: Date },
): Promise<'opened' | 'closed'> {
  const since = new Date(at.getTime() - OPEN_FOR_MS);
  const row = await tx.recordRead.findFirst({ where: { corp, aboutId, reader, what, at: { gt: since } } });
  return row ? 'opened' : 'closed';
}
