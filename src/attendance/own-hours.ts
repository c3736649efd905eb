import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { POLICY_TIME_ZONE } from '../policy/durations.ts';
import { dayOf } from '../work-time/local-days.ts';

const DAY_MS = 86_400_000;

/** Whether anybody of a corp works at hours of his own from yesterday on: in shifts, or on a day of the company or a department. */
export async function hoursKept(tx: Tx, corp: Corp, at: Date): Promise<'own' | 'ordinary'> {
  const ahead = { corp, until: null, date: { gte: dayOf(at.getTime() - DAY_MS, POLICY_TIME_ZONE) } };
  const shift = await tx.shift.findFirst({ where: ahead, select: { id: true } });
  if (shift) return 'own';
  return (await tx.calendarDay.findFirst({ where: { ...ahead, kind: 'work' }, select: { id: true } }))
    ? 'own'
    : 'ordinary';
}
