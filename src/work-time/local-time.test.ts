import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysAfter, instantOf, localAt, weekdayOf } from './local-time.ts';

const iso = (ms: number) => new Date(ms).toISOString();

describe('the clocks of a zone', () => {
  test.each([
    ['2026-11-26T02:00:00.000Z', 'Asia/Shanghai', '2026-11-26', 600],
    ['2026-11-25T16:00:00.000Z', 'Asia/Shanghai', '2026-11-26', 0],
    ['2026-11-25T15:59:59.999Z', 'Asia/Shanghai', '2026-11-25', 1439],
    ['2026-11-26T00:30:00.000Z', 'Asia/Kolkata', '2026-11-26', 360],
    ['2026-03-08T06:59:00.000Z', 'America/New_York', '2026-03-08', 119],
    ['2026-03-08T07:00:00.000Z', 'America/New_York', '2026-03-08', 180],
  ])('at %s in %s it is %s, minute %i', (at, zone, date, minute) => {
    expect(localAt(Date.parse(at), zone)).toEqual({ date, minute });
  });

  test('a time that the clocks skip is the moment of the jump', () => {
    expect(iso(instantOf('2026-03-08', 150, 'America/New_York'))).toBe('2026-03-08T07:00:00.000Z');
  });

  test('a time that the clocks show twice is the first of the two', () => {
    expect(iso(instantOf('2026-11-01', 90, 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z');
  });

  test('to the place and back is the same minute, in every zone and season', () => {
    const zones = [
      'Asia/Shanghai',
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ];
    const minutes = fc.integer({ min: Date.UTC(2015, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const there = localAt(minute * 60_000, zone);
        const back = instantOf(there.date, there.minute, zone);
        expect(localAt(back, zone)).toEqual(there);
        expect(back).toBeLessThanOrEqual(minute * 60_000);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('days go over months, years and the leap day', () => {
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
  expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysAfter('2026-03-01', -1)).toBe('2026-02-28');
  expect(weekdayOf('2026-11-26')).toBe(4);
});
