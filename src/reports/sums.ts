import { FEWEST } from './merge-small.ts';
import type { Report } from './report.ts';
import { share } from './rows.ts';

/** All rules of a report together, as a card says them. Pure. */
export function sumOf({ answers, cases, seen }: Report) {
  const total = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((sum, one) => sum + of(one), 0);
  return {
    met: total(answers, ({ met }) => met),
    late: total(answers, ({ late }) => late),
    missed: total(answers, ({ missed }) => missed),
    due: total(answers, ({ met, late, missed }) => met + late + missed),
    uncounted: total(answers, ({ uncounted }) => uncounted),
    opened: total(cases, ({ opened }) => opened),
    closed: total(cases, ({ closed }) => closed),
    waiting: total(cases, ({ waiting }) => waiting),
    byThemselves: total(cases, ({ byThemselves }) => byThemselves),
    seen: share(
      total(seen, ({ seenHours }) => seenHours),
      total(seen, ({ groupHours }) => groupHours),
    ),
  };
}

/** A share beside both of its numbers; of fewer than five it would be about somebody. Pure. */
export const rate = (part: number, whole: number): string =>
  whole === 0 ? '—' : whole < FEWEST ? `<${FEWEST}` : `${part}/${whole} = ${share(part, whole)}`;

/** Something came, ended, fell due or was decided. A share of fewer than five is not said, so it alone is nothing to say. Pure. */
export function happenedIn(report: Report): 'something' | 'nothing' {
  const { due, opened, closed } = sumOf(report);
  const decided = Object.values(report.decisions).some((count) => count > 0);
  return due >= FEWEST || opened + closed > 0 || decided ? 'something' : 'nothing';
}
