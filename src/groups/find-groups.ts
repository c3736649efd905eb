import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { beginReach } from './reach.ts';

/**
 * Adds listed customer groups that were not known and answers those of which the rows may be wrong: never read, or of customers
 * and not listed any more.
 */
export async function findGroups(tx: Tx, corp: Corp, listed: readonly string[], at: Date): Promise<string[]> {
  if (listed.length > 0) {
    await tx.$executeRaw`
      insert into qungui.chat_group (corp, chat_id, found_at)
      select ${corp}, chat_id, ${at} from unnest(${[...listed]}::text[]) as chat_id on conflict do nothing`;
    await beginReach(tx, corp, listed, { reach: 'customer', evidence: 'groupchat/list' }, at);
  }
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    select g.chat_id as "chatId" from qungui.chat_group g
    left join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    where g.corp = ${corp} and g.dissolved_at is null
      and (g.verified_at is null or v.reach = 'customer' and g.chat_id <> all(${[...listed]}::text[]))
    order by g.chat_id`;
  return rows.map((row) => row.chatId);
}

/** The next living groups in the order of their chat ids, after the one named. */
export async function groupsAfter(tx: Tx, corp: Corp, chatId: string, atMost: number): Promise<string[]> {
  const rows = await tx.chatGroup.findMany({
    where: { corp, dissolvedAt: null, chatId: { gt: chatId } },
    orderBy: { chatId: 'asc' },
    take: atMost,
    select: { chatId: true },
  });
  return rows.map((row) => row.chatId);
}

/** Every group that was not dissolved. */
export async function livingGroups(tx: Tx, corp: Corp): Promise<string[]> {
  const rows = await tx.chatGroup.findMany({ where: { corp, dissolvedAt: null }, select: { chatId: true } });
  return rows.map((row) => row.chatId);
}

/** The groups that were known and alive at a moment, in a fixed order. */
export async function groupsAliveAt(tx: Tx, corp: Corp, at: Date): Promise<string[]> {
  const rows = await tx.chatGroup.findMany({
    where: { corp, foundAt: { lte: at }, OR: [{ dissolvedAt: null }, { dissolvedAt: { gt: at } }] },
    select: { chatId: true },
    orderBy: { chatId: 'asc' },
  });
  return rows.map((row) => row.chatId);
}

/** Whoever may own a group: everybody who ever had an account, and employees seen in groups whom the directory never showed. */
export async function possibleOwners(tx: Tx, corp: Corp): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userid: string }[]>`
    select userid from qungui.account where corp = ${corp}
    union select member_id from qungui.membership where corp = ${corp} and member_kind = 'employee'
    union select owner from qungui.group_state where corp = ${corp} and owner <> ''`;
  return rows.map(({ userid }) => userid);
}
