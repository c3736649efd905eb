import type { Tx } from '../db/client.ts';
import type { Reach } from '../events/group.ts';
import { beginReach } from '../groups/reach.ts';
import type { Writing } from '../groups/register.ts';
import { newId } from '../ids.ts';
import { newOwnId } from './own-id.ts';
import { Said } from './said.ts';

/** A group as somebody describes it. Null chat id: nobody has heard of it before. */
export interface Described {
  readonly chatId: string | null;
  readonly name: string;
  readonly owner: string;
  readonly reach: Reach;
  readonly said: Said;
}

/** Notes what was said of a group and answers its chat id: a group that nobody had heard of gets one of our own. */
export async function declareGroup(tx: Tx, writing: Writing, group: Described): Promise<string> {
  const chatId = group.chatId ?? (await knowNewGroup(tx, writing, group));
  const { corp, at, by } = writing;
  const { name, owner, reach, said } = group;
  const current = await tx.declaration.findFirst({ where: { corp, chatId, until: null } });
  if (current && JSON.stringify(Said.parse(current.said)) === JSON.stringify(Said.parse(said))) return chatId;
  await tx.declaration.updateMany({ where: { corp, chatId, until: null }, data: { until: at } });
  await tx.declaration.create({ data: { corp, id: newId(), chatId, name, owner, reach, said, since: at, setBy: by } });
  return chatId;
}

async function knowNewGroup(tx: Tx, { corp, at }: Writing, { name, owner, reach }: Described): Promise<string> {
  const chatId = newOwnId();
  await tx.chatGroup.create({ data: { corp, chatId, foundAt: at } });
  await beginReach(tx, corp, [chatId], { reach, evidence: 'declared by people' }, at);
  await tx.groupState.create({ data: { corp, id: newId(), chatId, since: at, name, owner, admins: [] } });
  return chatId;
}

/** What was last said of each group. */
export async function saidOf(tx: Tx, corp: Writing['corp'], chatIds: readonly string[]): Promise<Map<string, Said>> {
  const rows = await tx.declaration.findMany({
    where: { corp, chatId: { in: [...chatIds] }, until: null },
    select: { chatId: true, said: true },
  });
  return new Map(rows.map((row) => [row.chatId, Said.parse(row.said)]));
}
