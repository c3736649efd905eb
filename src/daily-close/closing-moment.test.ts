import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../work-time/calendar.ts';
import { localAt } from '../work-time/local-time.ts';
import type { WorkPlan } from '../work-time/work-plan.ts';
import { closingNow, closingOn, isAskedNow } from './closing-moment.ts';

const at = (local: string) => Date.parse(`2026-${local.replace(' ', 'T')}:00+08:00`);
const plan: WorkPlan = {
  hours: {
    timeZone: 'Asia/Shanghai',
    stretches: [
      { fromMin: 540, untilMin: 720 },
      { fromMin: 810, untilMin: 1080 },
    ],
  },
  calendar: chineseCalendar,
  shifts: null,
  absences: [],
};
const away = (from: string, until: string): WorkPlan => ({
  ...plan,
  absences: [{ why: 'leave', fromMs: at(from), untilMs: at(until) }],
});
const night: WorkPlan = {
  ...plan,
  shifts: new Map([
    ['2026-11-25', []],
    ['2026-11-26', [{ fromMin: 1200, untilMin: 1920 }]],
    ['2026-11-27', []],
  ]),
};
const FOUR = 16 * 60;
const HALF_PAST_FIVE = 17 * 60 + 30;

describe('when a person is asked', () => {
  test.each<[string, WorkPlan, string, number, string | null]>([
    ['at the hour', plan, '11-26 09:00', FOUR, '11-26 16:00'],
    ['45 minutes before the end of work, where the hour is later', plan, '11-26 09:00', HALF_PAST_FIVE, '11-26 17:15'],
    ['before he leaves at noon', away('11-26 12:00', '11-27 00:00'), '11-26 09:00', FOUR, '11-26 11:15'],
    ['never on a day of leave', away('11-26 00:00', '11-27 00:00'), '11-26 09:00', FOUR, null],
    ['never at a weekend', plan, '11-28 09:00', FOUR, null],
    ['on a make-up Saturday', plan, '10-10 09:00', FOUR, '10-10 16:00'],
    ['before the end of a night that begins after the hour', night, '11-26 09:00', FOUR, '11-27 07:15'],
    ['never on the day on which that night ends', night, '11-27 09:00', FOUR, null],
    ['never when nobody told the shift', { ...night, shifts: new Map() }, '11-26 09:00', FOUR, null],
  ])('%s', (_what, whose, now, hour, expected) => {
    const closing = closingOn(localAt(at(now), 'Asia/Shanghai').date, hour, whose);
    const shown = closing && localAt(closing.atMs, 'Asia/Shanghai');
    const text =
      shown &&
      `${shown.date.slice(5)} ${String(Math.floor(shown.minute / 60)).padStart(2, '0')}:${String(shown.minute % 60).padStart(2, '0')}`;
    expect(text).toBe(expected);
  });

  test.each([
    ['15:29', false],
    ['15:30', false],
    ['15:59', false],
    ['16:00', true],
    ['17:15', true],
    ['17:16', false],
    ['17:29', false],
    ['17:30', false],
  ])('at %s in a round: %s', (now, asked) => {
    expect(
      isAskedNow({ date: '2026-11-26', atMs: at('11-26 16:00'), endMs: at('11-26 18:00') }, at(`11-26 ${now}`)),
    ).toBe(asked);
  });

  test.each([
    ['11-27 07:00', '2026-11-26'],
    ['11-27 07:30', undefined],
    ['11-26 16:00', undefined],
  ])('of a night at %s: of %s', (now, date) => {
    expect(closingNow(at(now), FOUR, night)?.date).toBe(date);
  });
});
