import { NOT_SHOWN } from '../cases/hr-asks.ts';
import { IS_SETTLED } from '../cases/settled.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** An open case as a digest lists it. */
export interface DigestCase {
  readonly id: string;
  readonly number: bigint;
  readonly policySlug: string;
  readonly instance: string;
  readonly rule: string;
  readonly clause: string;
  readonly says: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly state: string;
  readonly groupName: string;
  /** HR is asked: the reminder was called wrong, or the admin cannot do it, or its time ran out, or whether somebody could have answered. */
  readonly decide: boolean;
  /** The last message about it reached nobody, or nobody knows, or who got it gave no sign of life since: a matter for the phone. */
  readonly unreached: boolean;
}

export interface Matters {
  readonly opened: number;
  readonly closed: number;
  readonly held: number;
  readonly waiting: readonly DigestCase[];
}

/** When the last digest was written; the beginning of time before the first. */
export async function sinceLast(tx: Tx, corp: Corp): Promise<Date> {
  const last = await tx.notice.aggregate({ where: { corp, kind: 'digest' }, _max: { createdAt: true } });
  return last._max.createdAt ?? new Date(0);
}

/** Cases that people hear of: neither observed only, nor held back. */
const TOLD = { held: null, level: { not: 'observe' } } as const;

export interface Span {
  /** The last digest. */
  readonly since: Date;
  /** Who was told before this and neither pressed, wrote nor opened a page since is not reached. */
  readonly silentSince: Date;
}

/** Figures since the last digest, and every open case, of some policies by their slugs. */
export async function matters(
  tx: Tx,
  corp: Corp,
  { since, silentSince }: Span,
  slugs: readonly string[],
): Promise<Matters> {
  const policySlug = { in: [...slugs] };
  const opened = await tx.case.count({ where: { corp, policySlug, ...TOLD, openedAt: { gt: since } } });
  const closed = await tx.case.count({ where: { corp, policySlug, ...TOLD, closedAt: { gt: since } } });
  const held = await tx.case.count({ where: { corp, policySlug, held: { in: ['brake', 'stopped'] }, closedAt: null } });
  const waiting = await tx.$queryRaw<DigestCase[]>`
    select c.id::text, c.number, c.policy_slug as "policySlug", c.instance, c.rule, c.clause, c.says, c.subject, c.detail, c.state, coalesce(g.name, '') as "groupName",
      (c.state = 'escalated' or c.says = ${NOT_SHOWN}) as decide,
      coalesce((select n.state in ('failed', 'unknown') or n.first_tried_at < ${silentSince}
                  and not exists (select from qungui.decision d
                                  where d.corp = n.corp and d.actor = n.to_userid and d.at > n.first_tried_at)
                  and not exists (select from qungui.page_session s
                                  where s.corp = n.corp and s.userid = n.to_userid and s.seen_at > n.first_tried_at)
                from qungui.notice_case l join qungui.notice n on n.corp = l.corp and n.id = l.notice_id
                where l.corp = c.corp and l.case_id = c.id and n.kind <> 'digest' and n.state in ('sent', 'failed', 'unknown')
                order by n.number desc limit 1), false) as unreached
    from qungui."case" c
    left join qungui.group_state g on g.corp = c.corp and g.chat_id = c.chat_id and g.until is null
    where c.corp = ${corp} and not ${IS_SETTLED} and c.held is null and c.level <> 'observe'
      and c.policy_slug = any(${[...slugs]}::text[])
    order by c.number`;
  return { opened, closed, held, waiting };
}
