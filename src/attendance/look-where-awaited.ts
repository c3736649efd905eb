import type { Tx } from '../db/client.ts';
import { lookAtNews } from '../hearing/said-anew.ts';
import type { Corp } from '../ids.ts';

/**
 * Has the groups judged again in which these persons are waited for, or were since a moment: who was away then owes nothing
 * for that time, also when it becomes known afterwards. And those in which a look is armed: what they post may be due at another hour.
 */
export async function lookWhereAwaited(
  tx: Tx,
  corp: Corp,
  personIds: readonly string[],
  since: Date,
  at: Date,
): Promise<void> {
  if (personIds.length === 0) return;
  const groups = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct o.chat_id as "chatId" from qungui.obligation o
    where o.corp = ${corp} and (o.closed_at is null or o.closed_at >= ${since})
      and o.awaited && array(select a.userid from qungui.account a
                             where a.corp = ${corp} and a.person_id = any(${[...personIds]}::uuid[]))
    union
    select t.subject from qungui.timer t
    join qungui.membership m on m.corp = t.corp and m.chat_id = t.subject and m.until is null
    where t.corp = ${corp} and t.kind = 'obligation-step' and t.state = 'armed' and m.person_id = any(${[...personIds]}::uuid[])`;
  await lookAt(tx, corp, groups, at);
}

/** The same of everybody: a day of the calendar became another. */
export async function lookWhereAnybodyIs(tx: Tx, corp: Corp, since: Date, at: Date): Promise<void> {
  const groups = await tx.$queryRaw<{ chatId: string }[]>`
    select distinct o.chat_id as "chatId" from qungui.obligation o
    where o.corp = ${corp} and (o.closed_at is null or o.closed_at >= ${since})
    union
    select t.subject from qungui.timer t where t.corp = ${corp} and t.kind = 'obligation-step' and t.state = 'armed'`;
  await lookAt(tx, corp, groups, at);
}

const lookAt = (tx: Tx, corp: Corp, groups: readonly { readonly chatId: string }[], at: Date): Promise<void> =>
  lookAtNews(
    tx,
    corp,
    groups.map(({ chatId }) => ({ chatId, from: null })),
    at,
  );
