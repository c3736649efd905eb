import { expect, test } from 'vitest';
import { calendarOver, chineseCalendar } from '../../work-time/calendar.ts';
import type { Stretch, WorkPlan } from '../../work-time/work-plan.ts';
import { dueOn } from './due-posts.ts';

const [FROM_EIGHT, NIGHT]: Stretch[] = [
  { fromMin: 480, untilMin: 1_080 },
  { fromMin: 1_200, untilMin: 1_920 },
];
const ORDINARY: WorkPlan = {
  hours: { timeZone: 'Asia/Shanghai', stretches: [FROM_EIGHT as Stretch] },
  calendar: chineseCalendar,
  shifts: null,
  absences: [],
};
/** Works at night on the 26th, and has the 27th off; what he does on the 28th nobody told. */
const NIGHTS: WorkPlan = {
  ...ORDINARY,
  shifts: new Map([
    ['2026-11-25', []],
    ['2026-11-26', [NIGHT as Stretch]],
    ['2026-11-27', []],
  ]),
};
const HIS_SATURDAY: WorkPlan = {
  ...ORDINARY,
  calendar: calendarOver(
    chineseCalendar,
    new Map([
      ['2026-11-28', 'work'],
      ['2026-11-27', 'off'],
    ]),
  ),
};
const settings = { every: 'workday', weekday: 5, by: '18:00', since: '2026-01-01' } as const;
const shown = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
const due = (day: string, plan: WorkPlan, over: object = {}): string => {
  const found = dueOn(day, plan, { ...settings, ...over });
  if (!found) return 'nothing';
  return found.unknown ?? `${shown(found.fromMs)} – ${shown(found.untilMs)}`;
};

test.each<readonly [string, string, WorkPlan, object, string]>([
  ['a workday', '2026-11-26', ORDINARY, {}, '11-26 00:00 – 11-26 18:00'],
  ['before anybody works', '2026-11-26', ORDINARY, { by: '07:30' }, '11-26 00:00 – 11-26 07:30'],
  ['a Saturday', '2026-11-28', ORDINARY, {}, 'nothing'],
  ['a Saturday that is worked for a holiday', '2026-10-10', ORDINARY, {}, '10-10 00:00 – 10-10 18:00'],
  ['a day in the holidays', '2026-10-06', ORDINARY, {}, 'nothing'],
  ['a day of a year that nobody announced', '2027-03-01', ORDINARY, {}, 'calendar-unknown'],
  ['a Saturday of his own department', '2026-11-28', HIS_SATURDAY, {}, '11-28 00:00 – 11-28 18:00'],
  ['a free Friday of his own department', '2026-11-27', HIS_SATURDAY, {}, 'nothing'],
  ['a night shift', '2026-11-26', NIGHTS, {}, '11-26 00:00 – 11-27 08:00'],
  ['a free day of one who works in shifts', '2026-11-27', NIGHTS, { every: 'day' }, 'nothing'],
  ['a day of which nobody told his shift', '2026-11-28', NIGHTS, {}, 'data-gap'],
  ['every day, a Saturday', '2026-11-28', ORDINARY, { every: 'day' }, '11-28 00:00 – 11-28 18:00'],
  ['every day, of a year that nobody announced', '2027-03-01', ORDINARY, { every: 'day' }, '03-01 00:00 – 03-01 18:00'],
  ['a week, on its Friday', '2026-11-27', ORDINARY, { every: 'week' }, '11-23 00:00 – 11-27 18:00'],
  ['a week, on its Thursday', '2026-11-26', ORDINARY, { every: 'week' }, 'nothing'],
  ['a week whose Friday is a holiday', '2026-10-02', ORDINARY, { every: 'week' }, 'nothing'],
  ['a day before the first', '2026-11-26', ORDINARY, { since: '2026-11-27' }, 'nothing'],
])('of %s: %s', (_, day, plan, over, expected) => {
  expect(due(day, plan, over)).toBe(expected);
});

test('what is posted in the night is of the day on which the shift began, and not of the next', () => {
  const shifts = new Map([
    ['2026-11-25', []],
    ['2026-11-26', [NIGHT as Stretch]],
    ['2026-11-27', [NIGHT as Stretch]],
  ]);
  expect(due('2026-11-27', { ...ORDINARY, shifts })).toBe('11-27 08:00 – 11-28 08:00');
});
