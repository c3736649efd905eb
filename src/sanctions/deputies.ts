import type { PersonId } from '../ids.ts';
import type { Absence } from '../work-time/work-plan.ts';

/** Somebody stands in for another, from a moment until another. */
export interface Deputy {
  readonly of: PersonId;
  readonly by: PersonId;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Who stands in now for one of those who hold a duty; deputies have no deputies. Pure. */
export const standsInNow = (deputies: readonly Deputy[], holders: readonly PersonId[], nowMs: number): PersonId[] => [
  ...new Set(
    deputies
      .filter(({ of, fromMs, untilMs }) => holders.includes(of) && fromMs <= nowMs && nowMs < untilMs)
      .map(({ by }) => by),
  ),
];

/** A time in which a duty lies with nobody: its holder is away, and no deputy is named. */
export interface Gap {
  readonly of: PersonId;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly why: Absence['why'];
}

interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** For which times deputies are to be suggested: approved absences of holders, as far as no deputy covers them. Pure. */
export const gapsToFill = (
  holders: readonly PersonId[],
  absencesOf: (holder: PersonId) => readonly Absence[],
  deputies: readonly Deputy[],
  nowMs: number,
): Gap[] =>
  holders
    .flatMap((of) => {
      const covered = deputies.filter((one) => one.of === of && one.fromMs < one.untilMs);
      return absencesOf(of).flatMap(({ fromMs, untilMs, why }) =>
        without({ fromMs: Math.max(fromMs, nowMs), untilMs }, covered).map((span) => ({ of, ...span, why })),
      );
    })
    .sort((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs || (a.of < b.of ? -1 : 1));

/** What is left of a span when others are cut out of it. */
const without = (span: Span, others: readonly Span[]): Span[] =>
  others.reduce<Span[]>(
    (left, { fromMs, untilMs }) =>
      left.flatMap((one) =>
        [
          { fromMs: one.fromMs, untilMs: Math.min(one.untilMs, Math.max(fromMs, one.fromMs)) },
          { fromMs: Math.max(one.fromMs, Math.min(untilMs, one.untilMs)), untilMs: one.untilMs },
        ].filter((rest) => rest.fromMs < rest.untilMs),
      ),
    [span].filter(({ fromMs, untilMs }) => fromMs < untilMs),
  );
