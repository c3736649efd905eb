import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, chineseCalendar } from './calendar.ts';
import { afterWorkingTime, type WorkHours } from './working-time.ts';

const MINUTE = 60_000;
const shanghai: WorkHours = {
  timeZone: 'Asia/Shanghai',
  stretches: [
    { fromMin: 540, untilMin: 720 },
    { fromMin: 810, untilMin: 1080 },
  ],
};
const at = (local: string) => Date.parse(`${local}:00+08:00`);

describe('working time, 09:00–12:00 and 13:30–18:00', () => {
  test.each([
    ['2026-09-30T17:56', 450, '2026-10-08T17:56', 'a working day asked four minutes before a long holiday'],
    ['2026-09-30T17:57', 30, '2026-10-08T09:27', 'three minutes today, 27 after the holiday'],
    ['2026-10-09T17:50', 20, '2026-10-10T09:10', 'the make-up Saturday is worked'],
    ['2026-11-26T11:50', 20, '2026-11-26T13:40', 'lunch does not count'],
    ['2026-11-26T07:00', 0, '2026-11-26T09:00', 'nothing to wait for, but not before work begins'],
    ['2026-11-26T12:30', 10, '2026-11-26T13:40', 'asked at lunch'],
  ])('%s + %i min = %s: %s', (from, minutes, until) => {
    expect(afterWorkingTime(at(from), minutes * MINUTE, shanghai, chineseCalendar)).toEqual({
      kind: 'known',
      atMs: at(until),
    });
  });

  test('a deadline that needs an unknown year is not guessed', () => {
    expect(afterWorkingTime(at('2026-12-31T17:50'), 20 * MINUTE, shanghai, chineseCalendar)).toEqual({
      kind: 'calendar-unknown',
      date: '2027-01-01',
    });
  });
});

const weekdays: Calendar = {
  coveredFrom: '2000-01-01',
  coveredUntil: '2099-12-31',
  day: (date) => ([0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) ? 'off' : 'work'),
};

test('more time is never an earlier deadline, and two waits are one long one', () => {
  const start = fc.integer({ min: Date.UTC(2025, 0, 1) / MINUTE, max: Date.UTC(2026, 10, 1) / MINUTE });
  const some = fc.integer({ min: 1, max: 3_000 });
  const after = (fromMs: number, minutes: number) => {
    const deadline = afterWorkingTime(fromMs, minutes * MINUTE, shanghai, weekdays);
    return deadline.kind === 'known' ? deadline.atMs : Number.NaN;
  };
  fc.assert(
    fc.property(start, some, some, (startMin, first, second) => {
      expect(after(startMin * MINUTE, first + second)).toBeGreaterThan(after(startMin * MINUTE, first));
      expect(after(after(startMin * MINUTE, first), second)).toBe(after(startMin * MINUTE, first + second));
    }),
    { numRuns: 200 },
  );
});
