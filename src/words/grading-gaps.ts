import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

type OfGroups = readonly { readonly chatId: string }[];
const idsOf = (rows: OfGroups): string[] => [...new Set(rows.map(({ chatId }) => chatId))];

/** The classifier does not grade: from now on whatever waits for it is a gap. Answers the groups of which that is news. */
export async function gapsBegin(tx: Tx, corp: Corp, at: Date): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    insert into qungui.ungraded (corp, message_id, instance, chat_id, said_at, since)
    select corp, message_id, instance, chat_id, said_at, ${at} from qungui.to_grade where corp = ${corp}
    on conflict do nothing returning chat_id as "chatId"`;
  return idsOf(rows);
}

interface Message {
  readonly messageId: string;
  readonly instance: string;
}

/** These will not be graded any more: their gaps go on until the classifier answers of others. */
export async function gapsStay(tx: Tx, corp: Corp, lost: readonly Message[]): Promise<void> {
  const column = (key: keyof Message): string[] => lost.map((one) => one[key]);
  await tx.$executeRaw`
    update qungui.ungraded u set ended = 'lost'
    from unnest(${column('messageId')}::text[], ${column('instance')}::text[]) as l (message_id, instance)
    where u.corp = ${corp} and u.message_id = l.message_id and u.instance = l.instance and u.until is null`;
}

/** The classifier graded these, so it answers: what was lost before is past. Answers the groups whose gap ended. */
export async function gapsEnd(tx: Tx, corp: Corp, graded: readonly Message[], at: Date): Promise<readonly string[]> {
  if (graded.length === 0) return [];
  const column = (key: keyof Message): string[] => graded.map((one) => one[key]);
  const rows = await tx.$queryRaw<{ chatId: string }[]>`
    update qungui.ungraded u set until = ${at}, ended = coalesce(u.ended, 'graded')
    where u.corp = ${corp} and u.until is null
      and (u.ended = 'lost' or (u.message_id, u.instance) in (
        select * from unnest(${column('messageId')}::text[], ${column('instance')}::text[])))
    returning u.chat_id as "chatId"`;
  return idsOf(rows);
}

/** As long as finds are looked back at, and some days more. */
const KEPT_MS = 36 * 86_400_000;

/** Gaps that ended long ago are forgotten, in the night; coverage keeps that they were. */
export async function forgetGaps(tx: Tx, corp: Corp, at: Date): Promise<void> {
  await tx.ungraded.deleteMany({ where: { corp, until: { lt: new Date(at.getTime() - KEPT_MS) } } });
}
