import type { Tx } from '../db/client.ts';
import { holderAt } from '../directory/holder-at.ts';
import type { Person } from '../events/person.ts';
import type { Corp } from '../ids.ts';
import { noticeIdOf } from '../notices/card-parts.ts';

export interface Card {
  readonly id: string;
  readonly to: string;
  readonly askedAt: Date;
  readonly caseIds: readonly string[];
}

/** The card that was pressed, by its task_id: one of ours that has been tried at least once. */
export async function cardOf(tx: Tx, corp: Corp, taskId: string): Promise<Card | null> {
  const id = noticeIdOf(taskId);
  if (id === null) return null;
  const row = await tx.notice.findFirst({ where: { corp, id }, select: { toUserid: true, firstTriedAt: true } });
  if (!row?.firstTriedAt) return null;
  const links = await tx.noticeCase.findMany({ where: { corp, noticeId: id }, select: { caseId: true } });
  return { id, to: row.toUserid, askedAt: row.firstTriedAt, caseIds: links.map((link) => link.caseId) };
}

/** The same human being as the one it was sent to: an account that was given to somebody else since is another. */
export async function isAddressee(tx: Tx, corp: Corp, card: Card, userid: string, person: Person): Promise<boolean> {
  const holder = await holderAt(tx, corp, card.to, card.askedAt);
  return holder ? holder === person.id : card.to === userid;
}
