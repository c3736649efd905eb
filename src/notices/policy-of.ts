import { Prisma } from '../db/generated/client.ts';

/** The slug of the policy that the row `n` of qungui.notice is of: its first case's; null when it speaks of none. */
export const POLICY_OF = Prisma.sql`(
  select c.policy_slug from qungui.notice_case l join qungui."case" c on c.corp = l.corp and c.id = l.case_id
  where l.corp = n.corp and l.notice_id = n.id order by c.number limit 1)`;
