import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** Who keeps groups, under the account he holds. */
export interface Keeper {
  readonly personId: string;
  readonly userid: string;
}

/** A living group that somebody keeps. */
export interface KeptGroup {
  readonly chatId: string;
  readonly name: string;
  readonly reach: string;
  /** Null: nobody has registered it. */
  readonly kind: string | null;
  readonly as: 'admin' | 'owner';
  /** Null where no roster was ever read. */
  readonly members: number | null;
}

/** The groups for which he is appointed now, or which he owns; those with a name of theirs first. */
export const groupsKeptBy = (tx: Tx, corp: Corp, { personId, userid }: Keeper, at: Date): Promise<KeptGroup[]> =>
  tx.$queryRaw<KeptGroup[]>`
    select g.chat_id as "chatId", coalesce(s.name, '') as name, coalesce(v.reach, 'unknown') as reach, r.kind,
           case when a.appointed then 'admin' else 'owner' end as "as",
           case when g.verified_at is null then null else (
             select count(*)::int from qungui.membership m
             where m.corp = g.corp and m.chat_id = g.chat_id and m.until is null) end as members
    from qungui.chat_group g
    left join qungui.group_state s on s.corp = g.corp and s.chat_id = g.chat_id and s.until is null
    left join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    left join qungui.register_entry r on r.corp = g.corp and r.chat_id = g.chat_id and r.until is null
    cross join lateral (
      select exists (select from qungui.appointment p
                     where p.corp = g.corp and p.chat_id = g.chat_id and p.since <= ${at} and (p.until is null or p.until > ${at})
                       and (p.person_id = ${personId}::uuid or (p.person_id is null and lower(p.userid) = ${userid}))) as appointed) a
    where g.corp = ${corp} and g.dissolved_at is null and (a.appointed or lower(s.owner) = ${userid})
    order by s.name is null or s.name = '', s.name, g.chat_id`;
