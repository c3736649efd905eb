import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import type { Roster } from './roster.ts';

/** Writes who belongs from now on, and who no longer does. */
export async function writePlaces(tx: Tx, corp: Corp, chatId: string, { belongs }: Roster, at: Date): Promise<void> {
  const open = await tx.managedPlace.findMany({ where: { corp, chatId, until: null } });
  const stays = ({ userid, personId }: { userid: string; personId: string }): boolean =>
    belongs.get(userid)?.personId === personId;
  const over = open.filter((place) => !stays(place)).map(({ id }) => id);
  if (over.length > 0) await tx.managedPlace.updateMany({ where: { corp, id: { in: over } }, data: { until: at } });
  const placed = new Set(open.filter(stays).map(({ userid }) => userid));
  await tx.managedPlace.createMany({
    data: [...belongs.values()]
      .filter(({ userid }) => !placed.has(userid))
      .map(({ userid, personId, why }) => ({ corp, id: newId(), chatId, userid, personId, why, since: at })),
  });
}
