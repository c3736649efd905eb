import { describe, expect, test } from 'vitest';
import { chineseCalendar, tellingDay } from './calendar.ts';
import { daysAfter } from './local-time.ts';

describe('the calendar of mainland China', () => {
  test.each([
    ['2026-02-13', 'work', 'a Friday'],
    ['2026-02-14', 'work', 'a Saturday that makes up for the Spring Festival'],
    ['2026-02-16', 'off', 'Spring Festival'],
    ['2026-02-24', 'work', 'the first day after it'],
    ['2026-05-09', 'work', 'a make-up Saturday'],
    ['2026-09-20', 'work', 'a make-up Sunday'],
    ['2026-10-01', 'off', 'National Day'],
    ['2026-10-08', 'work', 'the first day after it'],
    ['2026-10-10', 'work', 'a make-up Saturday'],
    ['2026-10-11', 'off', 'an ordinary Sunday'],
    ['2026-12-31', 'work', 'the last day it knows'],
    ['2027-01-01', 'unknown', 'nobody has announced 2027'],
    ['2027-02-08', 'unknown', 'nobody has announced 2027'],
    ['2003-12-31', 'unknown', 'before the data begins'],
  ])('%s is %s: %s', (date, kind) => {
    expect(chineseCalendar.day(date)).toBe(kind);
  });

  test('every covered year has holidays on working weekdays and make-up days at weekends', () => {
    for (let year = 2004; year <= 2026; year += 1) {
      const moved = { weekdaysOff: 0, weekendsWorked: 0 };
      for (let date = `${year}-01-01`; date.startsWith(`${year}`); date = daysAfter(date, 1)) {
        const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
        if (!weekend && chineseCalendar.day(date) === 'off') moved.weekdaysOff += 1;
        if (weekend && chineseCalendar.day(date) === 'work') moved.weekendsWorked += 1;
      }
      expect(moved.weekdaysOff, `${year}`).toBeGreaterThan(5);
      expect(moved.weekendsWorked, `${year}`).toBeGreaterThan(2);
    }
  });

  test('it says until when it knows', () => {
    expect(chineseCalendar.coveredUntil).toBe('2026-12-31');
    expect(chineseCalendar.day(daysAfter(chineseCalendar.coveredUntil, 1))).toBe('unknown');
  });
});

describe('a day for telling', () => {
  test.each([
    ['2026-10-10', 'yes', 'calendar'],
    ['2026-10-01', 'no', 'calendar'],
    ['2027-01-01', 'yes', 'weekday'],
    ['2027-01-02', 'no', 'weekday'],
  ])('%s: %s, known by %s', (date, tell, basis) => {
    expect(tellingDay(date, chineseCalendar)).toEqual({ tell, basis });
  });
});
