import { expect, test } from 'vitest';
import { inOneLine, judged, twoAndCustomer } from '../../../test/builders/heard.ts';
import { quietHours } from './quiet-hours.ts';

const night = { quiet: [{ from: '23:00', until: '07:00' }] };
const day = { only: [{ days: [1, 2, 3, 4, 5], from: '08:00', until: '20:00' }] };
const late = (day: string): string => `breach quiet 张示例 night:${day} → member`;
const outside = (day: string): string => `breach outside-hours 张示例 night:${day} → member`;

test.each<readonly [string, string, object, readonly string[]]>([
  ['2026-11-25 22:59', '好', night, []],
  ['2026-11-25 23:00', '好', night, [late('2026-11-25')]],
  ['2026-11-26 06:59', '好', night, [late('2026-11-25')]],
  ['2026-11-26 07:00', '好', night, []],
  ['2026-11-25 23:00', '急！机房断电', night, []],
  ['2026-11-25 23:00', '好', { ...night, kinds: ['link'] }, []],
  ['2026-11-25 23:00', '好', { ...night, exempt: [{ title: '专员' }] }, []],
  ['2026-11-25 20:00', '好', day, [outside('2026-11-25')]],
  ['2026-11-25 19:59', '好', day, []],
  ['2026-11-22 12:00', '好', day, [outside('2026-11-22')]], // a Sunday
])('%s %s by %j', (at, text, settings, lines) => {
  const says = [{ who: '张示例', at: `${at.replace(' ', 'T')}:00+08:00`, text }];
  expect(
    judged(quietHours, settings, { ...twoAndCustomer, at: '2026-11-26T10:00:00+08:00', says }).map(inOneLine),
  ).toEqual(lines);
});

test('a use without hours, or with an hour that is none, is refused', () => {
  expect(quietHours.settings.safeParse({}).success).toBe(false);
  expect(quietHours.settings.safeParse({ quiet: [{ from: '24:00', until: '07:00' }] }).success).toBe(false);
});
