import { expect, test } from 'vitest';
import { lastWeek, weekOf } from './week.ts';

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2026-11-30', '2026-11-30'],
  ['2027-01-01', '2026-12-28'],
])('%s is in the week of Monday %s', (date, monday) => {
  expect(weekOf(date, 'Asia/Shanghai').monday).toBe(monday);
});

test.each([
  ['Monday at five past nine', '2026-11-30T09:05:00+08:00', '2026-11-23'],
  ['Sunday shortly before midnight', '2026-11-29T23:59:00+08:00', '2026-11-16'],
  ['Monday in China while it is Sunday at Greenwich', '2026-11-30T00:30:00+08:00', '2026-11-23'],
])('%s the last whole week is that of %s', (_, now, monday) => {
  const week = lastWeek(Date.parse(now), 'Asia/Shanghai');
  expect(week.monday).toBe(monday);
  expect(week.until.getTime() - week.from.getTime()).toBe(7 * 86_400_000);
});
