import type { Tx } from '../db/client.ts';
import { holdingAt, type Moment } from '../db/moment.ts';
import type { Corp } from '../ids.ts';

/** In which place somebody works: a name of the jurisdiction's `regions`, or another word; null: nobody has said it. */
export async function placeOf(tx: Tx, corp: Corp, personId: string, moment: Moment = 'now'): Promise<string | null> {
  const row = await tx.personPlace.findFirst({ where: { corp, personId, ...holdingAt(moment) } });
  return row?.place ?? null;
}
