import type { AuditEntry } from '../../audit/entry.ts';
import type { Tx } from '../../db/client.ts';
import type { Writing } from '../../groups/register.ts';
import { askToClose, askToMove } from '../../managed/ending.ts';
import type { Confirmed } from './confirm.ts';

/** Opens a task for each group that is to be closed or moved, with whoever looks after it, by its day. */
export async function tellOwners(
  tx: Tx,
  writing: Writing,
  timeZone: string,
  done: readonly Confirmed[],
): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const { line, settled } of done) {
    if (settled.state !== 'to-close' && settled.state !== 'to-migrate') continue;
    const ask = settled.state === 'to-close' ? askToClose : askToMove;
    entries.push(...(await ask(tx, writing, line.chatId, { date: settled.dueOn, timeZone })));
  }
  return entries;
}
