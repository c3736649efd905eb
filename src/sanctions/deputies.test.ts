import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson } from '../../test/builders/person.ts';
import type { Absence } from '../work-time/work-plan.ts';
import { type Deputy, gapsToFill, standsInNow } from './deputies.ts';

const [wu, sun, qian] = [aPerson().id, aPerson().id, aPerson().id];
const away = (fromMs: number, untilMs: number, why: Absence['why'] = 'trip'): Absence => ({ fromMs, untilMs, why });
const deputy = (fromMs: number, untilMs: number, of = wu): Deputy => ({ of, by: qian, fromMs, untilMs });

describe('for which times a deputy is suggested', () => {
  test.each<readonly [string, readonly Absence[], readonly Deputy[], readonly string[]]>([
    ['nobody is away', [], [], []],
    ['a trip', [away(10, 20)], [], ['10-20 trip']],
    ['a leave, without its reason', [away(10, 20, 'leave')], [], ['10-20 leave']],
    ['what is over', [away(1, 5)], [], []],
    ['what has begun counts from now', [away(1, 20)], [], ['5-20 trip']],
    ['a deputy for all of it', [away(10, 20)], [deputy(5, 30)], []],
    ['a deputy for the very time', [away(10, 20)], [deputy(10, 20)], []],
    ['a deputy for its beginning', [away(10, 20)], [deputy(5, 12)], ['12-20 trip']],
    ['a deputy for its end', [away(10, 20)], [deputy(12, 30)], ['10-12 trip']],
    ['a deputy in between', [away(10, 20)], [deputy(12, 14)], ['10-12 trip', '14-20 trip']],
    ['two of them', [away(10, 20)], [deputy(14, 16), deputy(11, 14)], ['10-11 trip', '16-20 trip']],
    ['a deputy of somebody else', [away(10, 20)], [deputy(5, 30, sun)], ['10-20 trip']],
    ['a deputy whose days are written backwards', [away(10, 20)], [deputy(16, 12)], ['10-20 trip']],
  ])('%s', (_name, absences, deputies, expected) => {
    const gaps = gapsToFill([wu], (holder) => (holder === wu ? absences : []), deputies, 5);
    expect(gaps.map(({ fromMs, untilMs, why }) => `${fromMs}-${untilMs} ${why}`)).toEqual(expected);
  });

  test('a moment is in a gap when the holder is away and nobody stands in for him', () => {
    const span = fc.tuple(fc.nat(30), fc.nat(30));
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 3 }),
        fc.array(span, { maxLength: 4 }),
        fc.nat(30),
        (trips, covers, nowMs) => {
          const absences = trips.map(([from, until]) => away(from, until));
          const deputies = covers.map(([from, until]) => deputy(from, until));
          const gaps = gapsToFill([wu], () => absences, deputies, nowMs);
          for (let at = 0; at <= 31; at += 1) {
            const isAway = at >= nowMs && absences.some(({ fromMs, untilMs }) => fromMs <= at && at < untilMs);
            const isOpen = isAway && standsInNow(deputies, [wu], at).length === 0;
            expect(gaps.some(({ fromMs, untilMs }) => fromMs <= at && at < untilMs)).toBe(isOpen);
          }
        },
      ),
    );
  });
});

test.each([
  [9, []],
  [10, [qian]],
  [19, [qian]],
  [20, []],
])('at %i the duty lies with %j besides', (nowMs, expected) => {
  expect(standsInNow([deputy(10, 20), deputy(10, 20), deputy(0, 99, sun)], [wu], nowMs)).toEqual(expected);
});
