import { describe, expect, test } from 'vitest';
import { calendarOver, chineseCalendar } from './calendar.ts';
import { instantOf, type LocalDate, localAt } from './local-time.ts';
import type { Absence, Stretch, WorkPlan } from './work-plan.ts';
import { countWorkingTime, nextWorkingMoment, workingMsBetween } from './working-time.ts';

const MINUTE = 60_000;
const NINE_TO_SIX = [
  { fromMin: 540, untilMin: 720 },
  { fromMin: 810, untilMin: 1080 },
];
const at = (local: string) => Date.parse(`2026-${local.replace(' ', 'T')}:00+08:00`);
const away = (why: Absence['why'], from: string, until: string): Absence => ({
  why,
  fromMs: at(from),
  untilMs: at(until),
});
const ordinary: WorkPlan = {
  hours: { timeZone: 'Asia/Shanghai', stretches: NINE_TO_SIX },
  calendar: chineseCalendar,
  shifts: null,
  absences: [],
};
const shift = (fromMin: number, untilMin: number): readonly Stretch[] => [{ fromMin, untilMin }];
const nights: WorkPlan = {
  ...ordinary,
  shifts: new Map([
    ['2026-09-30', []],
    ['2026-10-01', shift(1200, 1920)],
    ['2026-10-02', []],
    ['2026-10-03', shift(1320, 1800)],
  ]),
};
const shop = calendarOver(
  calendarOver(chineseCalendar, new Map([['2026-10-08', 'off']])),
  new Map([
    ['2026-10-05', 'work'],
    ['2027-01-04', 'work'],
  ]),
);

describe('whose working time it is', () => {
  test.each<[string, WorkPlan, string, number, string]>([
    ['the ordinary hours', ordinary, '11-26 11:50', 20, '11-26 13:40'],
    [
      'leave for an afternoon',
      { ...ordinary, absences: [away('leave', '11-26 13:30', '11-26 18:00')] },
      '11-26 11:50',
      20,
      '11-27 09:10',
    ],
    [
      'leave within a stretch',
      { ...ordinary, absences: [away('leave', '11-26 10:00', '11-26 10:30')] },
      '11-26 09:50',
      20,
      '11-26 10:40',
    ],
    [
      'leave told twice',
      {
        ...ordinary,
        absences: [away('leave', '11-26 10:00', '11-26 10:30'), away('leave', '11-26 10:10', '11-26 10:40')],
      },
      '11-26 09:50',
      20,
      '11-26 10:50',
    ],
    ['a night shift on a holiday', nights, '10-01 20:11', 30, '10-01 20:41'],
    ['a night shift across midnight', nights, '10-01 23:50', 20, '10-02 00:10'],
    ['the morning of a night shift', nights, '10-02 07:50', 20, '10-03 22:10'],
    ['a free day of a shift', nights, '10-02 09:00', 10, '10-03 22:10'],
    ['a shop that opens in the holidays', { ...ordinary, calendar: shop }, '09-30 17:50', 20, '10-05 09:10'],
    ['a corp that has the day after them off', { ...ordinary, calendar: shop }, '10-08 10:00', 20, '10-09 09:20'],
  ])('%s', (_what, plan, from, minutes, until) => {
    expect(countWorkingTime(at(from), minutes * MINUTE, plan).deadline).toEqual({ kind: 'known', atMs: at(until) });
  });

  test.each<[string, WorkPlan, string, number, { kind: string; date: LocalDate }]>([
    ['a shift nobody told', nights, '10-04 05:50', 20, { kind: 'shift-unknown', date: '2026-10-04' }],
    ['a day whose night before was not told', nights, '09-30 10:00', 20, { kind: 'shift-unknown', date: '2026-09-29' }],
    ['a year nobody announced', ordinary, '12-31 17:50', 20, { kind: 'calendar-unknown', date: '2027-01-01' }],
    [
      'a named day behind unnamed ones',
      { ...ordinary, calendar: shop },
      '12-31 17:50',
      20,
      { kind: 'calendar-unknown', date: '2027-01-01' },
    ],
  ])('%s is unknown', (_what, plan, from, minutes, unknown) => {
    expect(countWorkingTime(at(from), minutes * MINUTE, plan).deadline).toEqual(unknown);
  });
});

describe('why this deadline', () => {
  test('each stretch that was counted, and what was left after it', () => {
    const { counted } = countWorkingTime(at('09-30 17:57'), 30 * MINUTE, ordinary);
    const shown = counted.map(({ fromMs, untilMs, leftMs }) => [shows(fromMs), shows(untilMs), leftMs / MINUTE]);
    expect(shown).toEqual([
      ['2026-09-30 1077', '2026-09-30 1080', 27],
      ['2026-10-08 540', '2026-10-08 567', 0],
    ]);
  });

  const shows = (ms: number): string => {
    const { date, minute } = localAt(ms, 'Asia/Shanghai');
    return `${date} ${minute}`;
  };
});

describe('how much was worked', () => {
  test.each<[string, WorkPlan, string, string, number]>([
    ['lunch is not', ordinary, '11-26 11:00', '11-26 14:00', 90],
    ['a night is not', ordinary, '11-26 17:00', '11-27 10:00', 120],
    ['a make-up Saturday is', ordinary, '10-09 17:30', '10-10 09:30', 60],
    ['seven days of holidays are not', ordinary, '09-30 17:56', '10-08 17:56', 450],
    ['up to the end of what is known', ordinary, '12-31 17:00', '12-31 23:59', 60],
    ['a shift into the morning is', nights, '10-01 12:00', '10-02 23:00', 720],
    ['nothing lies before its beginning', ordinary, '11-26 10:00', '11-26 09:00', 0],
  ])('%s', (_what, plan, from, until, minutes) => {
    expect(workingMsBetween(at(from), at(until), plan)).toEqual({ kind: 'known', ms: minutes * MINUTE });
  });

  test('not across an unknown day', () => {
    const until = instantOf('2027-01-01', 1, 'Asia/Shanghai');
    expect(workingMsBetween(at('12-31 17:00'), until, ordinary)).toEqual({
      kind: 'calendar-unknown',
      date: '2027-01-01',
    });
  });
});

test.each([
  ['11-26 10:00', '11-26 10:00'],
  ['11-26 12:00', '11-26 13:30'],
  ['11-26 18:00', '11-27 09:00'],
  ['09-30 18:00', '10-08 09:00'],
])('the working moment next to %s is %s', (from, next) => {
  expect(nextWorkingMoment(at(from), ordinary)).toEqual({ kind: 'known', atMs: at(next) });
});
