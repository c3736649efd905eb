import type { Tx } from '../db/client.ts';
import type { Directory } from '../events/person.ts';
import { PersonId } from '../ids.ts';
import { type Complaining, SEALED } from './complaining.ts';
import type { Reason, Verdict } from './reasons.ts';
import { whoLooks } from './who-looks.ts';

/** A report, as those read it who may: whoever looks at it, and whoever made it. Nothing in it says who that is. */
export interface Complaint {
  readonly id: string;
  readonly number: bigint;
  readonly about: string;
  readonly chatId: string | null;
  readonly groupName: string;
  readonly memberId: string | null;
  /** As the group shows who said it. */
  readonly shownName: string;
  readonly messageId: string | null;
  readonly saidAt: Date | null;
  readonly reason: Reason;
  readonly text: string;
  readonly at: Date;
  readonly says: Verdict | null;
  readonly answer: string;
  readonly decidedAt: Date | null;
}

/** The latest reports of one person. */
export const ownComplaints = (tx: Tx, complaining: Complaining, byId: PersonId, most: number): Promise<Complaint[]> =>
  read(tx, complaining, { byId }, most);

/** Every open report, for whoever looks at them: more than this wait elsewhere until some are done. */
const MOST_OPEN = 200;

/** The open reports that this person may look at, the oldest first. */
export async function complaintsFor(
  tx: Tx,
  complaining: Complaining,
  directory: Directory,
  readerId: PersonId,
): Promise<Complaint[]> {
  const { corp, at } = complaining;
  const open = await tx.complaint.findMany({
    where: { corp: corp.slug, decidedAt: null },
    orderBy: { at: 'asc' },
    take: MOST_OPEN,
    select: { id: true, byId: true },
  });
  const rows = await read(tx, complaining, { id: { in: open.map(({ id }) => id) } }, MOST_OPEN);
  const byOf = new Map(open.map(({ id, byId }) => [id, PersonId.parse(byId)]));
  const mine: Complaint[] = [];
  for (const one of rows) {
    const byId = byOf.get(one.id);
    if (byId === undefined) continue;
    const { who } = await whoLooks(tx, corp.slug, directory, { ...one, byId }, at);
    if (who.includes(readerId)) mine.push(one);
  }
  return mine.sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function read(
  tx: Tx,
  { corp, keys }: Complaining,
  where: { readonly byId: string } | { readonly id: { readonly in: string[] } },
  most: number,
): Promise<Complaint[]> {
  const rows = await tx.complaint.findMany({
    where: { corp: corp.slug, ...where },
    orderBy: { at: 'desc' },
    take: most,
  });
  const chatIds = [...new Set(rows.flatMap(({ chatId }) => chatId ?? []))];
  const here = { corp: corp.slug, chatId: { in: chatIds }, until: null };
  const groups = new Map((await tx.groupState.findMany({ where: here })).map(({ chatId, name }) => [chatId, name]));
  const names = await tx.nicknameState.findMany({
    where: { ...here, memberId: { in: rows.flatMap(({ memberId }) => memberId ?? []) } },
  });
  const nameOf = (chatId: string | null, memberId: string | null): string =>
    names.find((one) => one.chatId === chatId && one.memberId === memberId)?.shownName ?? '';
  return rows.map(({ id, number, chatId, memberId, text, answer, ...row }) => ({
    ...{ id, number, chatId, memberId, groupName: groups.get(chatId ?? '') ?? '' },
    ...{ shownName: nameOf(chatId, memberId), about: row.about, messageId: row.messageId, saidAt: row.saidAt },
    ...{ reason: row.reason as Reason, at: row.at, says: row.says as Verdict | null, decidedAt: row.decidedAt },
    text: keys.open(SEALED.text(id), text),
    answer: answer === null ? '' : keys.open(SEALED.answer(id), answer),
  }));
}
