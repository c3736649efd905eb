import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** A group in which somebody is now, as he chooses it on a page. */
export interface OwnGroup {
  /** His own stay in it: the page's address names that and not the group. */
  readonly stayId: string;
  readonly chatId: string;
  readonly name: string;
}

/** The groups in which this account is now, by their names. */
export const groupsOf = (tx: Tx, corp: Corp, userid: string): Promise<OwnGroup[]> => tx.$queryRaw<OwnGroup[]>`
  select distinct on (m.chat_id) m.id::text as "stayId", m.chat_id as "chatId", coalesce(g.name, '') as name
  from qungui.membership m
  left join qungui.group_state g on g.corp = m.corp and g.chat_id = m.chat_id and g.until is null
  where m.corp = ${corp} and m.member_id = ${userid.toLowerCase()} and m.until is null
  order by m.chat_id`;

/** A shorter name stands in too many sentences by chance. */
const LEAST_LETTERS = 3;

/** The one group of his whose name stands in these words; null where none does, or several do. */
export async function groupNamedIn(tx: Tx, corp: Corp, userid: string, text: string): Promise<string | null> {
  const named = (await groupsOf(tx, corp, userid)).filter(
    ({ name }) => [...name].length >= LEAST_LETTERS && text.includes(name),
  );
  const [only] = named;
  return only && named.length === 1 ? only.chatId : null;
}
