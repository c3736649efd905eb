import { nowIn, type Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { mannersIn } from '../notices/manners.ts';
import { nextTellable } from '../notices/quiet-hours.ts';
import { chineseCalendar } from '../work-time/calendar.ts';

/** When the first of the messages that wait may go out: within the hours in which people are told. Null: none waits. */
export async function nextToldAt(tx: Tx, corp: Corp): Promise<Date | null> {
  const { _min } = await tx.notice.aggregate({ where: { corp, state: 'waiting' }, _min: { notBefore: true } });
  if (_min.notBefore === null) return null;
  const at = await nowIn(tx);
  const manners = (await mannersIn(tx, corp, at))(null);
  return new Date(nextTellable(Math.max(at.getTime(), _min.notBefore.getTime()), manners, chineseCalendar));
}
