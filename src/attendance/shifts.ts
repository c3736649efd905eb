import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import { dayOf } from '../work-time/local-days.ts';
import type { LocalDate } from '../work-time/local-time.ts';
import type { Stretch } from '../work-time/work-plan.ts';
import { stretchesOf } from './stretches.ts';

/** A shift so near makes a shift worker: dates around it that nobody told are unknown, not ordinary. */
const NEAR_MS = 35 * 86_400_000;

/** The dates of one person that were told; a date that is marked and not told is not among them. */
export type Shifts = ReadonlyMap<LocalDate, readonly Stretch[]>;

/** Of those who work in shifts around a span, by person. */
export async function shiftsOf(
  tx: Tx,
  corp: Corp,
  personIds: readonly string[],
  { fromMs, untilMs, timeZone }: { readonly fromMs: number; readonly untilMs: number; readonly timeZone: string },
): Promise<ReadonlyMap<string, Shifts>> {
  const rows = await tx.shift.findMany({
    where: {
      corp,
      until: null,
      personId: { in: [...personIds] },
      date: { gte: dayOf(fromMs - NEAR_MS, timeZone), lte: dayOf(untilMs + NEAR_MS, timeZone) },
    },
    select: { personId: true, date: true, stretches: true },
  });
  const found = new Map<string, Map<LocalDate, readonly Stretch[]>>();
  for (const { personId, date, stretches } of rows) {
    const own = found.get(personId) ?? new Map<LocalDate, readonly Stretch[]>();
    const told = stretchesOf(stretches);
    if (told) own.set(date, told);
    found.set(personId, own);
  }
  return found;
}
