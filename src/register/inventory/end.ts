import { appendAudit } from '../../audit/append.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { CorpConfig } from '../../config.ts';
import { nowIn } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import { lastDayBefore } from '../../work-time/local-days.ts';
import { closeRegistered, holdInventory, isOpen, linesOf, openInventory } from './lines.ts';

/**
 * Ends the round that is open and answers how many of its lines stay unregistered; each of them gets the last day for papers
 * as its deadline. `none`: no round was open.
 */
export async function endInventory(
  deps: Pick<Deps, 'db' | 'keys'>,
  { slug: corp, timeZone }: CorpConfig,
  by: string,
): Promise<number | 'none'> {
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    const held = await holdInventory(tx, corp);
    const round = held && (await openInventory(tx, corp));
    if (!round) return 'none';
    const at = await nowIn(tx);
    await closeRegistered(tx, corp, round.id, at);
    const left = (await linesOf(tx, corp, round.id)).filter(isOpen).map(({ id }) => id);
    const dueOn = lastDayBefore(round.papersUntil.getTime(), timeZone);
    await tx.inventoryLine.updateMany({ where: { corp, id: { in: left } }, data: { dueOn } });
    await tx.inventory.updateMany({ where: { corp, id: round.id }, data: { endedAt: at } });
    const entry = { v: 1, kind: 'inventory-ended', inventoryId: round.id, by: pseudonymOf(keys, by) } as const;
    await appendAudit(tx, corp, keys, at, [entry]);
    return left.length;
  });
}
