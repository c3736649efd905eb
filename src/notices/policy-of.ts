import { Prisma } from '../db/generated/client.ts';

/**
 * The slug of the policy that the row `n` of qungui.notice is of: its first case's, or that of who is waited for; null when it
 * speaks of neither.
 */
export const POLICY_OF = Prisma.sql`(
  case when n.kind in ('waiting', 'overdue')
  then (select o.policy_slug from qungui.notice_case l join qungui.obligation o on o.corp = l.corp and o.id = l.case_id
        where l.corp = n.corp and l.notice_id = n.id order by o.opened_at, o.key limit 1)
  else (select c.policy_slug from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
        where l.corp = n.corp and l.notice_id = n.id order by c.number limit 1) end)`;
