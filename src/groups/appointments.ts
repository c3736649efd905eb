import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** Who was appointed admin of a group, under the account he has now; of a leaver, under his last one and until he left. */
export interface Appointed {
  readonly id: string;
  readonly chatId: string;
  readonly userid: string;
  readonly appointedBy: string;
  readonly since: Date;
  readonly until: Date | null;
}

/**
 * Everybody ever appointed in these groups, in the order of appointment. An appointment is a person's: it goes on when his
 * account is renamed, and whoever gets the account after him inherits nothing.
 */
export const appointmentsOf = (tx: Tx, corp: Corp, chatIds: readonly string[]): Promise<Appointed[]> =>
  tx.$queryRaw<Appointed[]>`
    select a.id::text, a.chat_id as "chatId", lower(coalesce(held.userid, a.userid)) as userid, a.appointed_by as "appointedBy",
           a.since, least(a.until, held.until) as until
    from qungui.appointment a
    left join lateral (
      select h.userid, h.until from qungui.account h where h.corp = a.corp and h.person_id = a.person_id
      order by h.until desc nulls first limit 1) held on true
    where a.corp = ${corp} and a.chat_id = any(${[...chatIds]}::text[])
    order by a.since, a.id`;

/** Whether an appointment is in force at a moment. */
export const inForce = ({ since, until }: Appointed, at: Date): boolean =>
  since <= at && (until === null || until > at);
