import { expect, test } from 'vitest';
import { chineseCalendar } from '../work-time/calendar.ts';
import { lastDays } from './last-days.ts';

test.each([
  ['Monday', '2026-11-23', null],
  ['Tuesday: all since Monday', '2026-11-24', ['2026-11-23', '2026-11-23']],
  ['Wednesday: the day before', '2026-11-25', ['2026-11-24', '2026-11-24']],
  ['Friday', '2026-11-27', ['2026-11-26', '2026-11-26']],
  ['a Saturday that is off', '2026-11-28', null],
  ['Sunday that is worked: since Friday', '2026-09-20', ['2026-09-18', '2026-09-19']],
  ['the first workday after the national holiday', '2026-10-08', null],
  ['the day after: all since Monday of that week', '2026-10-09', ['2026-10-05', '2026-10-08']],
])('%s (%s)', (_, date, days) => {
  const found = lastDays(Date.parse(`${date}T09:05:00+08:00`), 'Asia/Shanghai', chineseCalendar);
  expect(found && [found.first, found.last]).toEqual(days);
});

test('each day of a week but its last is told of by one of its cards', () => {
  const dates = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
  const spans = dates.flatMap(
    (date) => lastDays(Date.parse(`${date}T09:05:00+08:00`), 'Asia/Shanghai', chineseCalendar) ?? [],
  );
  expect(spans[0]?.from.toISOString()).toBe('2026-11-22T16:00:00.000Z');
  for (const [at, { from }] of spans.slice(1).entries()) expect(from).toEqual(spans[at]?.until);
});
