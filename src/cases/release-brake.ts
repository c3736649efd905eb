import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';

/**
 * A person lets go of what the brake held of a rule: the groups are looked at again, and whoever is still concerned is told,
 * within quiet hours and budgets. Answers how many cases were let go.
 */
export async function releaseBrake(
  deps: Pick<Deps, 'db' | 'keys'>,
  corp: Corp,
  rule: string,
  by: string,
): Promise<number> {
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const held = await tx.case.findMany({
      where: { corp, rule, held: 'brake', closedAt: null },
      select: { id: true, chatId: true },
    });
    await tx.case.updateMany({ where: { corp, id: { in: held.map((row) => row.id) } }, data: { held: 'released' } });
    await tx.brake.updateMany({ where: { corp, rule, until: null }, data: { until: at } });
    await armTimers(
      tx,
      corp,
      'look-group',
      held.map((row) => row.chatId),
      at,
      at,
    );
    await appendAudit(tx, corp, keys, at, [
      { v: 1, kind: 'brake-off', rule, released: held.length, by: pseudonymOf(keys, by) },
    ]);
    return held.length;
  });
}
