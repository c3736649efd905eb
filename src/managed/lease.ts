import type { Db } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** Longer than any one call to WeCom takes. A process that dies keeps others off a group for so long, and no longer. */
const LEASE_MS = 120_000;

/** Takes a group for this process alone, or keeps it; `busy`: another one is at work on it. */
export async function takeLease(
  db: Pick<Db, 'withCorp'>,
  corp: Corp,
  chatId: string,
  mine: Date | null,
): Promise<Date | 'busy' | 'not-ours'> {
  return db.withCorp(corp, async (tx) => {
    const [row] = await tx.$queryRaw<{ until: Date | null }[]>`
      update qungui.managed_group set lease_until = qungui.clock() + ${LEASE_MS}::int * interval '1 millisecond'
      where corp = ${corp} and chat_id = ${chatId}
        and (lease_until is null or lease_until < qungui.clock() or lease_until = ${mine}::timestamptz)
      returning lease_until as until`;
    if (row?.until) return row.until;
    return (await tx.managedGroup.count({ where: { corp, chatId } })) === 0 ? 'not-ours' : 'busy';
  });
}

/** Lets others at the group, unless the lease has become somebody else's. */
export async function endLease(db: Pick<Db, 'withCorp'>, corp: Corp, chatId: string, mine: Date): Promise<void> {
  await db.withCorp(corp, (tx) =>
    tx.managedGroup.updateMany({ where: { corp, chatId, leaseUntil: mine }, data: { leaseUntil: null } }),
  );
}
