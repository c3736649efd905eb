import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { OwnGroup } from './group-named.ts';

/** Somebody of a group, as it shows him; or who left it lately. */
export interface NamedMember {
  readonly memberId: string;
  readonly name: string;
  readonly standing: 'inside' | 'left';
}

/** Who has left for longer is named in words. */
const LEFT_DAYS = 30;

/** Everybody but the reader who is in one of his groups, or left it within a month; those inside first, by their names. */
export const membersOf = (
  tx: Tx,
  corp: Corp,
  { chatId }: Pick<OwnGroup, 'chatId'>,
  reader: { readonly userid: string; readonly at: Date },
): Promise<NamedMember[]> => tx.$queryRaw<NamedMember[]>`
  select member_id as "memberId", name, standing from (
    select distinct on (m.member_id) m.member_id,
           coalesce(nullif(n.nickname, ''), nullif(n.shown_name, ''), p.name, m.member_id) as name,
           case when m.until is null then 'inside' else 'left' end as standing
    from qungui.membership m
    left join qungui.nickname_state n on n.corp = m.corp and n.chat_id = m.chat_id and n.member_id = m.member_id and n.until is null
    left join qungui.person_state p on p.corp = m.corp and p.person_id = m.person_id and p.until is null
    where m.corp = ${corp} and m.chat_id = ${chatId} and m.member_id <> ${reader.userid}
      and (m.until is null or m.until > ${new Date(reader.at.getTime() - LEFT_DAYS * 86_400_000)})
    order by m.member_id, m.until desc nulls first) who
  order by standing, name, member_id`;
