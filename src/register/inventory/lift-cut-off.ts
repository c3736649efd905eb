import { appendAudit } from '../../audit/append.ts';
import { pseudonymOf } from '../../audit/pseudonym.ts';
import type { CorpConfig } from '../../config.ts';
import { nowIn, type Tx } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import type { Corp } from '../../ids.ts';

/** What was held up to the cut-off, and how many messages go out instead of waiting for it. */
export interface Lifted {
  readonly cutOffAt: Date;
  readonly released: number;
}

/**
 * Takes the cut-off back before its day, by a person's word: from now on members hear of faults, and what was held for it goes
 * out. The trail keeps the day that was promised. `none`: no cut-off is ahead.
 */
export async function liftCutOff(
  deps: Pick<Deps, 'db' | 'keys' | 'bell'>,
  { slug: corp }: CorpConfig,
  by: string,
): Promise<Lifted | 'none'> {
  const keys = await deps.keys.of(corp);
  const lifted = await deps.db.withCorp(corp, async (tx): Promise<Lifted | 'none'> => {
    const at = await nowIn(tx);
    const [last, ...others] = await tx.$queryRaw<{ id: string; cutOffAt: Date }[]>`
      select id::text, cut_off_at as "cutOffAt" from qungui.inventory
      where corp = ${corp} and cut_off_at > ${at} order by cut_off_at desc for update`;
    if (!last) return 'none';
    const rounds = [last, ...others];
    const days = rounds.map(({ cutOffAt }) => cutOffAt);
    await tx.inventory.updateMany({ where: { corp, id: { in: rounds.map(({ id }) => id) } }, data: { cutOffAt: at } });
    const released = await release(tx, corp, days, at);
    const entry = { v: 1, kind: 'cut-off-lifted', by: pseudonymOf(keys, by) } as const;
    await appendAudit(
      tx,
      corp,
      keys,
      at,
      rounds.map(({ id, cutOffAt }) => ({ ...entry, inventoryId: id, cutOffAt: cutOffAt.toISOString() })),
    );
    return { cutOffAt: last.cutOffAt, released };
  });
  await deps.bell.ring('notices', corp);
  return lifted;
}

/** What waits for these very moments waits for nothing else: quiet hours and budgets are looked at when it is due. */
async function release(tx: Tx, corp: Corp, days: readonly Date[], at: Date): Promise<number> {
  const held = await tx.notice.findMany({
    where: { corp, state: 'waiting', notBefore: { in: [...days] } },
    select: { id: true },
  });
  const ids = held.map(({ id }) => id);
  await tx.notice.updateMany({ where: { corp, id: { in: ids } }, data: { notBefore: at } });
  const about = await tx.noticeCase.findMany({ where: { corp, noticeId: { in: ids } }, select: { caseId: true } });
  const cases = { id: { in: about.map(({ caseId }) => caseId) }, closedAt: null, toldAt: { gt: at } };
  await tx.case.updateMany({ where: { corp, ...cases }, data: { toldAt: at } });
  return ids.length;
}
