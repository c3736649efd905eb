import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { armTimers } from '../timers/arm.ts';

/** As persons, whatever they are called, or as the member that one is in groups. */
type Whom = { readonly personIds: readonly string[] } | { readonly memberId: string };

/** Has the groups looked at again in which they are now, at once unless told when: what is known of them has changed. */
export async function lookWhereTheyAre(tx: Tx, corp: Corp, whom: Whom, at: Date, dueAt = at): Promise<void> {
  const stays = await tx.membership.findMany({
    where: { corp, until: null, ...('memberId' in whom ? whom : { personId: { in: [...whom.personIds] } }) },
    distinct: ['chatId'],
    select: { chatId: true },
  });
  await armTimers(tx, corp, { kind: 'look-group', subjects: stays.map(({ chatId }) => chatId), dueAt, at });
}
