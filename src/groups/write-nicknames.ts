import type { Tx } from '../db/client.ts';
import { type Corp, newId } from '../ids.ts';
import type { SeenMember } from './snapshot.ts';

/** Keeps nicknames and shown names with history. A group that shows none (`nickname` null) writes nothing. */
export async function writeNicknames(
  tx: Tx,
  corp: Corp,
  chatId: string,
  members: readonly SeenMember[],
  at: Date,
): Promise<number> {
  const rows = await tx.nicknameState.findMany({ where: { corp, chatId, until: null } });
  const current = new Map(rows.map((row) => [row.memberId, row]));
  const changed = members.filter((member) => {
    const row = current.get(member.id);
    return member.nickname !== null && (row?.nickname !== member.nickname || row?.shownName !== member.shownName);
  });
  const present = new Set(members.map((member) => member.id));
  const renamed = new Set(changed.map((member) => member.id));
  const ended = rows.filter((row) => !present.has(row.memberId) || renamed.has(row.memberId));
  if (ended.length > 0)
    await tx.nicknameState.updateMany({ where: { corp, id: { in: ended.map((row) => row.id) } }, data: { until: at } });
  if (changed.length > 0)
    await tx.nicknameState.createMany({
      data: changed.map((member) => ({
        corp,
        id: newId(),
        chatId,
        memberId: member.id,
        since: at,
        nickname: member.nickname ?? '',
        shownName: member.shownName,
      })),
    });
  return changed.length;
}
