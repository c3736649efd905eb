import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** Who asks for his own: the hire, and whatever he was called. */
export interface Owner {
  readonly personId: string;
}

/** A case about somebody, as he sees it in a list. */
export interface OwnCase {
  readonly id: string;
  readonly number: number;
  readonly nature: string;
  readonly rule: string;
  readonly chatId: string;
  readonly groupName: string;
  readonly says: string;
  readonly detail: unknown;
  readonly state: string;
  readonly held: string | null;
  readonly toldAt: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closedBecause: string | null;
  /** The latest word of HR on it. */
  readonly decided: string | null;
}

/**
 * Cases about this very person, the open ones first, then the latest: under every account that he had, without those of others who
 * had the account before or after him. What a rule on trial only observed concerns nobody.
 */
export function ownCases(tx: Tx, corp: Corp, { personId }: Owner, most: number, id?: string): Promise<OwnCase[]> {
  return tx.$queryRaw<OwnCase[]>`
    select c.id::text, c.number::int, c.nature, c.rule, c.chat_id as "chatId", coalesce(g.name, '') as "groupName", c.says, c.detail,
           c.state, c.held, c.told_at as "toldAt", c.opened_at as "openedAt", c.closed_at as "closedAt",
           c.closed_because as "closedBecause",
           (select d.action from qungui.decision d where d.corp = c.corp and d.case_id = c.id and d.action in ('confirmed', 'waived')
             order by d.at desc limit 1) as decided
    from qungui."case" c
    left join lateral (select s.name from qungui.group_state s where s.corp = c.corp and s.chat_id = c.chat_id
                       order by s.since desc limit 1) g on true
    where c.corp = ${corp} and (${id ?? null}::uuid is null or c.id = ${id ?? null}::uuid)
      and c.level <> 'observe' and lower(c.subject) in (
        select 'person:' || ${personId}::text
        union all
        select 'member:' || a.userid from qungui.account a where a.corp = ${corp} and a.person_id = ${personId}::uuid)
      and (c.subject like 'person:%' or not exists (
        select 1 from qungui.account o where o.corp = c.corp and 'member:' || o.userid = lower(c.subject)
          and o.person_id <> ${personId}::uuid and o.since <= c.opened_at and (o.until is null or o.until > c.opened_at)))
    order by c.closed_at is not null, c.opened_at desc, c.number desc limit ${most}`;
}
