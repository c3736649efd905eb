import { expect, test } from 'vitest';
import type { Every } from './periods.ts';
import { periodAt, periodBefore } from './periods.ts';
import { chinaDay } from './register/days.ts';

test.each<readonly [string, Every, string, string, string]>([
  ['2026-11-26T00:00:00+08:00', 'day', '2026-11-26', '2026-11-26', '2026-11-27'],
  ['2026-11-26T23:59:59+08:00', 'week', '2026-W48', '2026-11-23', '2026-11-30'],
  ['2026-11-22T23:59:59+08:00', 'week', '2026-W47', '2026-11-16', '2026-11-23'],
  ['2027-01-01T08:00:00+08:00', 'week', '2026-W53', '2026-12-28', '2027-01-04'],
  ['2026-11-30T23:59:59+08:00', 'month', '2026-11', '2026-11-01', '2026-12-01'],
  ['2026-12-31T23:59:59+08:00', 'quarter', '2026-Q4', '2026-10-01', '2027-01-01'],
  ['2026-06-30T10:00:00+08:00', 'half-year', '2026-H1', '2026-01-01', '2026-07-01'],
  ['2026-01-01T00:00:00+08:00', 'year', '2026', '2026-01-01', '2027-01-01'],
])('%s lies in a %s called %s', (at, every, name, from, until) => {
  const period = periodAt(every, Date.parse(at));

  expect([period.name, chinaDay(period.fromMs), chinaDay(period.untilMs)]).toEqual([name, from, until]);
});

test('before the first quarter comes the last one of the year before', () => {
  expect(periodBefore('quarter', periodAt('quarter', Date.parse('2026-02-01T00:00:00+08:00'))).name).toBe('2025-Q4');
});
