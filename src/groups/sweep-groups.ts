import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { groupsUnread } from '../timers/gaps.ts';
import { HEARD_IN_ARCHIVE, SHOWN_BY_ARCHIVE } from './reach.ts';

/** Every group is read again within so many days unless the corp says otherwise: nicknames and admins have no event [92130]. */
export const SWEEP_DAYS = 3;
const DAY_MS = 86_400_000;
/** Groups that the app made, and internal ones that the archive shows, have no event at all: who left one is seen by reading it, some times a working day [98914]. */
const EVENTLESS_AFTER_MS = 2 * 3_600_000;
const AT_MOST = 200;

/**
 * The groups a sweep looks at: those where somebody is waited for, those a look was given up for, then those longest not looked
 * at. A case of the base line, or one that only observes, waits for nobody: its end is found when its group is read again. A
 * deadly group rests whoever asks for it (`timers/rest.ts`).
 */
export async function dueForSweep(tx: Tx, corp: Corp, at: Date, sweepDays: number): Promise<string[]> {
  const open = await tx.case.findMany({
    where: { corp, closedAt: null, held: null, level: { not: 'observe' } },
    distinct: ['chatId'],
    select: { chatId: true },
  });
  const unread = await groupsUnread(tx, corp);
  const old = await longestNotRead(tx, corp, at.getTime(), sweepDays * DAY_MS);
  return [...new Set([...open.map((row) => row.chatId), ...unread, ...old.map((row) => row.chatId)])];
}

/** One that was read once and that WeCom does not show now is asked for again, after the others. */
const longestNotRead = (tx: Tx, corp: Corp, atMs: number, afterMs: number): Promise<{ chatId: string }[]> =>
  tx.$queryRaw`
    select g.chat_id as "chatId" from qungui.chat_group g
    join qungui.reach_state v on v.corp = g.corp and v.chat_id = g.chat_id and v.until is null
    where g.corp = ${corp} and g.dissolved_at is null and (v.reach in ('customer', 'managed') or v.reach = 'unknown' and g.verified_at is not null
           or v.reach = 'internal' and v.evidence in (${HEARD_IN_ARCHIVE}, ${SHOWN_BY_ARCHIVE}))
      and (g.verified_at is null or g.verified_at < ${new Date(atMs - afterMs)}
           or v.reach <> 'customer' and g.verified_at < ${new Date(atMs - EVENTLESS_AFTER_MS)})
    order by v.reach = 'unknown', g.verified_at nulls first limit ${AT_MOST}`;
