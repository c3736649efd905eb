import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseCalendar, tellingDay } from '../work-time/calendar.ts';
import { localAt } from '../work-time/local-time.ts';
import { nextTellable, nextTellingDay, startOfDay, tellableAfterDays, tellingDaysBefore } from './quiet-hours.ts';

const manners = { tellFromMin: 510, tellUntilMin: 1200, timeZone: 'Asia/Shanghai' };
const at = (local: string) => Date.parse(`${local}:00+08:00`);

describe('08:30–20:00 on workdays', () => {
  test.each([
    ['2026-11-26T10:40', '2026-11-26T10:40', 'now is fine'],
    ['2026-11-26T08:29', '2026-11-26T08:30', 'a minute early waits a minute'],
    ['2026-11-26T19:59', '2026-11-26T19:59', 'the last minute is fine'],
    ['2026-11-26T20:00', '2026-11-27T08:30', 'the evening is over'],
    ['2026-11-27T20:00', '2026-11-30T08:30', 'Friday night waits for Monday'],
    ['2026-10-09T21:00', '2026-10-10T08:30', 'the make-up Saturday is a day like others'],
    ['2026-09-30T20:01', '2026-10-08T08:30', 'nothing is sent in the holiday'],
    ['2026-12-31T20:01', '2027-01-01T08:30', 'an unannounced year counts as Monday to Friday'],
    ['2027-01-01T20:01', '2027-01-04T08:30', 'an unannounced year counts as Monday to Friday'],
  ])('%s → %s: %s', (from, until) => {
    expect(nextTellable(at(from), manners, chineseCalendar)).toBe(at(until));
  });

  test('the next telling day of a Thursday morning is Friday', () => {
    expect(nextTellingDay(at('2026-11-26T09:00'), manners, chineseCalendar)).toBe(at('2026-11-27T08:30'));
  });

  test('two telling days after a Thursday is the Monday', () => {
    expect(tellableAfterDays(at('2026-11-26T10:40'), 2, manners, chineseCalendar)).toBe(at('2026-11-30T08:30'));
  });

  test('two telling days before a Monday is the Thursday, whatever the hour', () => {
    expect(tellingDaysBefore(at('2026-11-30T23:00'), 2, manners, chineseCalendar)).toBe(at('2026-11-26T00:00'));
  });

  test('the day of a moment begins at the place’s midnight', () => {
    expect(startOfDay(at('2026-11-26T00:00'), manners.timeZone)).toBe(at('2026-11-26T00:00'));
    expect(startOfDay(at('2026-11-26T23:59'), manners.timeZone)).toBe(at('2026-11-26T00:00'));
  });

  test('is never earlier than asked, always inside the hours of a telling day, and settled at once', () => {
    const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/London');
    fc.assert(
      fc.property(moments, zones, (ms, timeZone) => {
        const hours = { ...manners, timeZone };
        const told = nextTellable(ms, hours, chineseCalendar);
        const there = localAt(told, timeZone);
        expect(told).toBeGreaterThanOrEqual(ms);
        expect(there.minute >= 510 && there.minute < 1200).toBe(true);
        expect(tellingDay(there.date, chineseCalendar).tell).toBe('yes');
        expect(nextTellable(told, hours, chineseCalendar)).toBe(told);
      }),
      { numRuns: 1_000 },
    );
  });
});
