import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** What is counted before and after; history is only added to, so that the difference is what happened. */
const TALLIES = [
  'peopleMet',
  'peopleChanged',
  'accountsEnded',
  'departmentsChanged',
  'groupsFound',
  'groupsRead',
  'groupsGone',
  'membersJoined',
  'membersLeft',
  'nicknamesChanged',
  'casesOpened',
  'casesClosed',
] as const;
export type Tally = Readonly<Record<(typeof TALLIES)[number], number>>;

export const difference = (before: Tally, after: Tally): Tally =>
  Object.fromEntries(TALLIES.map((name) => [name, after[name] - before[name]])) as Tally;

/** How much of each kind the rows hold; `since` is for what is overwritten and not added to. */
export async function tally(tx: Tx, corp: Corp, since: Date): Promise<Tally> {
  const [row] = await tx.$queryRaw<Tally[]>`
    select
      (select count(*)::int from qungui.person where corp = ${corp}) as "peopleMet",
      (select count(*)::int from qungui.person_state s where corp = ${corp} and exists (
         select from qungui.person_state b where b.corp = s.corp and b.person_id = s.person_id and b.until = s.since)
      ) as "peopleChanged",
      (select count(until)::int from qungui.account where corp = ${corp}) as "accountsEnded",
      (select count(*)::int from qungui.department_state where corp = ${corp}) as "departmentsChanged",
      (select count(*)::int from qungui.chat_group where corp = ${corp}) as "groupsFound",
      (select count(*)::int from qungui.chat_group
       where corp = ${corp} and verified_at > ${since} and dissolved_at is null) as "groupsRead",
      (select count(dissolved_at)::int from qungui.chat_group where corp = ${corp}) as "groupsGone",
      (select count(*)::int from qungui.membership where corp = ${corp}) as "membersJoined",
      (select count(until)::int from qungui.membership where corp = ${corp}) as "membersLeft",
      (select count(*)::int from qungui.nickname_state n where corp = ${corp} and exists (
         select from qungui.nickname_state b where b.corp = n.corp and b.chat_id = n.chat_id
           and b.member_id = n.member_id and b.until = n.since)) as "nicknamesChanged",
      (select count(*)::int from qungui."case" where corp = ${corp}) as "casesOpened",
      (select count(closed_at)::int from qungui."case" where corp = ${corp}) as "casesClosed"`;
  if (!row) throw new TypeError('a tally answered nothing');
  return row;
}
