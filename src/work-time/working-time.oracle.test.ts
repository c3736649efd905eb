import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Calendar, DayKind } from './calendar.ts';
import { daysAfter, type LocalDate } from './local-time.ts';
import type { Absence, Stretch, WorkPlan } from './work-plan.ts';
import { countWorkingTime, workingMsBetween } from './working-time.ts';

// The oracle looks at every minute of half a year by the clocks on the wall, and knows nothing of intervals. What the clocks
// skip or show twice is in the half year: they jump on 2026-03-08 in New York and on 2026-03-29 in London.

const MINUTE = 60_000;
const ZONES = ['Asia/Shanghai', 'Asia/Kathmandu', 'America/New_York', 'Europe/London'];
const PLANS_PER_ZONE = 25;
const CASES_PER_PLAN = 1_000;
const FIRST = Date.UTC(2026, 1, 1) / MINUTE;
const MINUTES = 190 * 1_440;
const UNKNOWN_FROM = '2026-08-01';
const KINDS = ['none', 'lunch', 'nights', 'shifts'] as const;

/** For every minute, counted from FIRST: the wall clock, as minutes since the year 1970 of that place. */
function wallOf(timeZone: string): Int32Array {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const wall = new Int32Array(MINUTES);
  for (let quarter = 0; quarter < MINUTES; quarter += 15) {
    const shown = Date.parse(`${clock.format((FIRST + quarter) * MINUTE).replace(' ', 'T')}:00Z`) / MINUTE;
    for (let more = 0; more < 15; more += 1) wall[quarter + more] = shown + more;
  }
  return wall;
}

/** For each wall time, the first minute at which the clocks show it or a later one. */
function firstShown(wall: Int32Array): Int32Array {
  const base = wall[0] ?? 0;
  const first = new Int32Array(MINUTES + 3_000).fill(MINUTES);
  let shown = -1;
  wall.forEach((minute, index) => {
    while (shown < minute - base) {
      shown += 1;
      first[shown] = index;
    }
  });
  return first;
}

const OFF = 0;
const WORKED = 1;
const UNKNOWN = 2;

/** What each minute is: worked, off, or of a date that nobody knows. */
function minutesOf(plan: WorkPlan, wall: Int32Array, first: Int32Array): Uint8Array {
  const minutes = new Uint8Array(MINUTES);
  const base = wall[0] ?? 0;
  const place = (date: LocalDate, minute: number) => Date.parse(`${date}T00:00:00Z`) / MINUTE + minute - base;
  const paint = (date: LocalDate, from: number, until: number, as: number) => {
    const end = first[place(date, until)] ?? MINUTES;
    for (let at = first[Math.max(0, place(date, from))] ?? MINUTES; at < end; at += 1) minutes[at] = as;
  };
  const dates = Array.from({ length: 186 }, (_, day) => daysAfter('2026-02-02', day));
  const lost = dates.find((date) => (plan.shifts ? !plan.shifts.has(date) : plan.calendar.day(date) === 'unknown'));
  const lostFrom = lost === undefined ? MINUTES : (first[place(lost, 0)] ?? MINUTES);
  minutes.fill(UNKNOWN, lostFrom);
  for (const date of dates) {
    const works = plan.shifts ? plan.shifts.get(date) : plan.calendar.day(date) === 'work' ? plan.hours.stretches : [];
    // A night that began while all was known is known to its end.
    for (const { fromMin, untilMin } of works ?? [])
      if ((first[place(date, fromMin)] ?? MINUTES) < lostFrom) paint(date, fromMin, untilMin, WORKED);
  }
  for (const { fromMs, untilMs } of plan.absences)
    for (let at = fromMs / MINUTE - FIRST; at < untilMs / MINUTE - FIRST; at += 1)
      if (minutes[at] === WORKED) minutes[at] = OFF;
  return minutes;
}

function drawnPlan(timeZone: string, kind: (typeof KINDS)[number], seed: number): WorkPlan {
  const [plan] = fc.sample(planIn(timeZone, kind), { numRuns: 1, seed });
  if (!plan) throw new Error('no plan');
  return plan;
}

const edges = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 });
const stretchesOf = (quarters: readonly number[], from: number): Stretch[] => {
  const sorted = [...quarters].sort((a, b) => a - b);
  return sorted.flatMap((quarter, index) => {
    const next = sorted[index + 1];
    return index % 2 === 0 && next !== undefined ? [{ fromMin: from + quarter * 15, untilMin: from + next * 15 }] : [];
  });
};

function planIn(timeZone: string, kind: (typeof KINDS)[number]): fc.Arbitrary<WorkPlan> {
  const off = fc.uniqueArray(fc.integer({ min: 0, max: 180 }), { maxLength: 60 });
  const away = fc.array(fc.tuple(fc.integer({ min: 0, max: 170 * 1_440 }), fc.integer({ min: 1, max: 4_000 })), {
    maxLength: kind === 'none' ? 0 : 5,
  });
  return fc.record({ quarters: edges, shifts: fc.array(edges, { minLength: 20, maxLength: 20 }), off, away }).map(
    ({ quarters, shifts, off: free, away: gone }): WorkPlan => ({
      hours: { timeZone, stretches: stretchesOf(quarters, kind === 'nights' ? 1_080 : 0) },
      calendar: calendarWithout(new Set(free.map((day) => daysAfter('2026-02-02', day)))),
      shifts: kind === 'shifts' ? rota(shifts) : null,
      absences: gone.map(([from, length]): Absence => {
        const fromMs = (FIRST + from) * MINUTE;
        return { why: 'leave', fromMs, untilMs: fromMs + length * MINUTE };
      }),
    }),
  );
}

const rota = (shifts: readonly (readonly number[])[]): Map<LocalDate, Stretch[]> =>
  new Map(
    Array.from({ length: 150 }, (_, day) => [
      daysAfter('2026-02-01', day),
      stretchesOf(shifts[day % shifts.length] ?? [], day % 3 === 0 ? 1_200 : 0),
    ]),
  );

const calendarWithout = (free: ReadonlySet<LocalDate>): Calendar => ({
  coveredFrom: '2026-01-01',
  coveredUntil: UNKNOWN_FROM,
  day: (date): DayKind => (date >= UNKNOWN_FROM ? 'unknown' : free.has(date) ? 'off' : 'work'),
});

/** Counts on its fingers. */
function oracle(minutes: Uint8Array, from: number, wanted: number): number | 'unknown' {
  let left = wanted;
  for (let at = from; at < MINUTES; at += 1) {
    if (minutes[at] === UNKNOWN) return 'unknown';
    if (minutes[at] === WORKED) left -= 1;
    if (left === 0) return at + 1;
  }
  return 'unknown';
}

describe.each(ZONES)('working time in %s equals counting minute by minute', (timeZone) => {
  const wall = wallOf(timeZone);
  const first = firstShown(wall);

  test(`${PLANS_PER_ZONE} plans, ${CASES_PER_PLAN} cases each`, () => {
    const found = { known: 0, unknown: 0 };
    for (let number = 0; number < PLANS_PER_ZONE; number += 1) {
      const plan = drawnPlan(timeZone, KINDS[number % KINDS.length] ?? 'none', number + 1);
      const minutes = minutesOf(plan, wall, first);
      const cases = fc.tuple(fc.integer({ min: 4_320, max: 179 * 1_440 }), fc.integer({ min: 1, max: 900 }));
      for (const [from, wanted] of fc.sample(cases, { numRuns: CASES_PER_PLAN, seed: number })) {
        const expected = oracle(minutes, from, wanted);
        const startMs = (FIRST + from) * MINUTE;
        const { deadline } = countWorkingTime(startMs, wanted * MINUTE, plan);
        const is = deadline.kind === 'known' ? deadline.atMs / MINUTE - FIRST : 'unknown';
        if (is !== expected) expect({ number, from, wanted, is }).toEqual({ number, from, wanted, is: expected });
        found[expected === 'unknown' ? 'unknown' : 'known'] += 1;
        if (deadline.kind !== 'known') continue;
        const worked = workingMsBetween(startMs, deadline.atMs, plan);
        if (worked.kind !== 'known' || worked.ms !== wanted * MINUTE) expect(worked).toEqual({ wanted });
      }
    }
    expect(found.known + found.unknown).toBe(PLANS_PER_ZONE * CASES_PER_PLAN);
    expect(found.known).toBeGreaterThan(found.unknown);
    expect(found.unknown).toBeGreaterThan(0);
  });
});
