import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/**
 * Holds a group's row until the transaction ends. Whoever changes anything about a group holds it first, before its timers
 * and its cases: then two that meet wait for each other in turn, and never both at once.
 */
export async function holdGroup(tx: Tx, corp: Corp, chatId: string): Promise<void> {
  await tx.$queryRaw`select 1 as held from qungui.chat_group where corp = ${corp} and chat_id = ${chatId} for update`;
}

/** Holds many, always in the same order. */
export async function holdGroups(tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    select 1 as held from qungui.chat_group where corp = ${corp} and chat_id = any(${[...chatIds]}::text[])
    order by chat_id for update`;
}
