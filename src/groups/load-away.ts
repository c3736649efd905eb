import { absencesOf } from '../attendance/plans-of.ts';
import type { Tx } from '../db/client.ts';
import type { GroupFacts } from '../events/facts.ts';
import type { Records } from '../events/records.ts';
import type { Corp } from '../ids.ts';
import { beginOfDayMs, chinaDay, dayMs } from '../rules/register/days.ts';
import type { Absence } from '../work-time/work-plan.ts';

/** What was due longer ago nobody asks for. */
const LATELY_MS = 22 * 86_400_000;

/** Who of these groups is away, or was lately: one statement for all of them. */
export async function loadAway(
  tx: Tx,
  corp: Corp,
  groups: readonly GroupFacts[],
): Promise<(facts: GroupFacts) => Records['away']> {
  const [first] = groups;
  if (!first) return () => ({});
  const persons = new Set(groups.flatMap(({ members }) => members.flatMap(({ personId }) => personId ?? [])));
  const away = await absencesOf(tx, corp, [...persons], first.atMs - LATELY_MS);
  const off = await daysOff(tx, corp, first.atMs - LATELY_MS);
  return ({ members }) =>
    Object.fromEntries(
      members.flatMap(({ id, personId }) => {
        const spans = [...((personId && away.get(personId)) || []), ...(personId ? off : [])];
        return spans.length > 0 ? [[id.toLowerCase(), spans]] : [];
      }),
    );
}

/** Days that the company itself made free: then everybody is away. */
async function daysOff(tx: Tx, corp: Corp, sinceMs: number): Promise<readonly Absence[]> {
  const rows = await tx.calendarDay.findMany({
    where: { corp, kind: 'off', departmentId: null, until: null, date: { gte: chinaDay(sinceMs) } },
  });
  return rows.map(({ date }) => ({ fromMs: beginOfDayMs(date), untilMs: beginOfDayMs(date) + dayMs, why: 'leave' }));
}
