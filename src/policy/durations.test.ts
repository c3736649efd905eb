import { expect, test } from 'vitest';
import { GRACE, minuteOfDay, parseGrace, startOfDayMs } from './durations.ts';
import { graceInWords } from './grace-words.ts';

const workday = [
  { fromMin: 540, untilMin: 720 },
  { fromMin: 810, untilMin: 1080 },
];
const hour = 3_600_000;

test.each<[string, number, 'wall' | 'working', string, string]>([
  ['none', 0, 'wall', '不另给', 'none'],
  ['30m', hour / 2, 'wall', '30 分钟', '30 minutes'],
  ['30 minutes', hour / 2, 'wall', '30 分钟', '30 minutes'],
  ['7h', 7 * hour, 'wall', '7 小时', '7 hours'],
  ['48h', 48 * hour, 'wall', '2 天', '2 days'],
  ['1 day', 24 * hour, 'wall', '1 天', '1 day'],
  ['30 working minutes', hour / 2, 'working', '30 个工作分钟', '30 working minutes'],
  ['4 working hours', 4 * hour, 'working', '4 个工作小时', '4 working hours'],
  ['1 working day', 7.5 * hour, 'working', '1 个工作日', '1 working day'],
  ['2 working days', 15 * hour, 'working', '2 个工作日', '2 working days'],
])('%s', (text, ms, kind, zh, en) => {
  expect(GRACE.test(text)).toBe(true);
  expect(parseGrace(text, workday)).toEqual({ ms, in: kind });
  expect(graceInWords(parseGrace(text, workday), workday)).toEqual({ zh, en });
});

test.each(['', 'two days', '48', '-1h', '1.5 days', '48 h ', 'working days', '99999h', '2 workingdays'])(
  '%j is no span of time',
  (text) => {
    expect(GRACE.test(text)).toBe(false);
  },
);

test.each([
  ['00:00', 0],
  ['08:30', 510],
  ['23:59', 1439],
])('%s is minute %i of the day', (text, minute) => {
  expect(minuteOfDay(text)).toBe(minute);
});

test('a day begins at midnight in China', () => {
  expect(new Date(startOfDayMs('2026-11-26')).toISOString()).toBe('2026-11-25T16:00:00.000Z');
});
