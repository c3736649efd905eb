import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { type Corp, newId } from '../ids.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import type { Stretch } from '../work-time/work-plan.ts';

/** A date that a department, or with null the whole corp, says something of; `ordinary`: nothing any more. */
export interface DayTold {
  readonly departmentId: number | null;
  readonly date: LocalDate;
  readonly is: 'work' | 'off' | 'ordinary';
  readonly hours: readonly Stretch[] | null;
}

/** Makes the days what is said; answers those that were otherwise. What was said before stays as history. */
export async function changeDays(tx: Tx, corp: Corp, days: readonly DayTold[], at: Date): Promise<readonly DayTold[]> {
  const rows = await tx.calendarDay.findMany({
    where: { corp, until: null, date: { in: days.map(({ date }) => date) } },
  });
  const here = new Map(rows.map((row) => [keyOf(row), row]));
  const news = days.filter((day) => {
    const row = here.get(keyOf(day));
    return row ? meaning(row.kind, row.hours) !== meaning(day.is, day.hours) : day.is !== 'ordinary';
  });
  const over = news.flatMap((day) => here.get(keyOf(day))?.id ?? []);
  await tx.calendarDay.updateMany({ where: { corp, id: { in: over } }, data: { until: at } });
  await tx.calendarDay.createMany({
    data: news.flatMap(({ departmentId, date, is, hours }) =>
      is === 'ordinary'
        ? []
        : [
            {
              corp,
              id: newId(),
              departmentId,
              date,
              kind: is,
              hours: hours ? rowsOf(hours) : Prisma.DbNull,
              since: at,
            },
          ],
    ),
  });
  return news;
}

const keyOf = ({ departmentId, date }: { readonly departmentId: number | null; readonly date: string }): string =>
  `${departmentId ?? '-'}/${date}`;

const rowsOf = (stretches: readonly Stretch[]) => stretches.map(({ fromMin, untilMin }) => ({ fromMin, untilMin }));

const meaning = (kind: string, hours: unknown): string =>
  JSON.stringify([
    kind,
    Array.isArray(hours) ? (hours as Stretch[]).map(({ fromMin, untilMin }) => [fromMin, untilMin]) : null,
  ]);
