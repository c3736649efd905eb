import type { Tx } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { type Corp, newId } from '../ids.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import type { Stretch } from '../work-time/work-plan.ts';

/** One date of somebody who works in shifts; `told: null`: his hours are not told; `untold`: he is no shift worker on it after all. */
export interface ShiftTold {
  readonly personId: string;
  readonly date: LocalDate;
  readonly told: readonly Stretch[] | null | 'untold';
}

/** Makes the shifts what is said; answers those that were otherwise. What was said before stays as history. */
export async function changeShifts(
  tx: Tx,
  corp: Corp,
  source: 'checkin' | 'file',
  shifts: readonly ShiftTold[],
  at: Date,
): Promise<readonly ShiftTold[]> {
  const where = {
    corp,
    until: null,
    personId: { in: [...new Set(shifts.map(({ personId }) => personId))] },
    date: { in: [...new Set(shifts.map(({ date }) => date))] },
  };
  const rows = await tx.shift.findMany({ where });
  const here = new Map(rows.map((row) => [`${row.personId}/${row.date}`, row]));
  const news = shifts.filter(({ personId, date, told }) => {
    const row = here.get(`${personId}/${date}`);
    return row ? told === 'untold' || sortedText(row.stretches) !== sortedText(told) : told !== 'untold';
  });
  const over = news.flatMap(({ personId, date }) => here.get(`${personId}/${date}`)?.id ?? []);
  await tx.shift.updateMany({ where: { corp, id: { in: over } }, data: { until: at } });
  await tx.shift.createMany({
    data: news.flatMap(({ personId, date, told }) =>
      told === 'untold'
        ? []
        : [
            {
              corp,
              id: newId(),
              personId,
              date,
              stretches: told === null ? Prisma.DbNull : rowsOf(told),
              learnedBy: source,
              since: at,
            },
          ],
    ),
  });
  return news;
}

const rowsOf = (stretches: readonly Stretch[]) => stretches.map(({ fromMin, untilMin }) => ({ fromMin, untilMin }));

const sortedText = (stretches: unknown): string =>
  Array.isArray(stretches)
    ? JSON.stringify((stretches as Stretch[]).map(({ fromMin, untilMin }) => [fromMin, untilMin]).sort())
    : 'null';
