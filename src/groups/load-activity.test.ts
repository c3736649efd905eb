import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OwnerDay, provenActivity } from './load-activity.ts';

const at = Date.parse('2026-11-26T03:17:00+08:00');
const day = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
/** Days before 2026-11-25, newest first: groups, of which so many had messages, messages. */
const days = (...counts: readonly (readonly [number, number, number] | 'missing')[]): OwnerDay[] =>
  counts.flatMap((count, ago) => {
    if (count === 'missing') return [];
    const [groups, groupsWithMessages, messages] = count;
    const date = new Date(day('2026-11-24') - ago * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    return [{ day: date, groups, groupsWithMessages, messages }];
  });
const said = (own: readonly OwnerDay[], ownedSince = '2026-01-01', atMs = at): string => {
  const activity = provenActivity(own, day(ownedSince), atMs);
  const shown = (ms: number | null | undefined) =>
    ms == null ? '?' : new Date(ms + 8 * 3_600_000).toISOString().slice(5, 10);
  return activity
    ? `last ${shown(activity.lastMessageAtMs)}, silent from ${shown(activity.silentSinceMs)} to ${shown(activity.silentUntilMs)}`
    : 'nothing';
};

describe('what the days of an owner prove about one of his groups', () => {
  test.each<readonly [string, OwnerDay[], string]>([
    ['nothing was counted', [], 'nothing'],
    ['no group had a message for two days', days([3, 0, 0], [3, 0, 0]), 'last ?, silent from 11-23 to 11-25'],
    ['before that one of three had', days([3, 0, 0], [3, 1, 5]), 'last ?, silent from 11-24 to 11-25'],
    ['one of three had on the last day', days([3, 1, 5], [3, 0, 0]), 'last ?, silent from 11-25 to 11-25'],
    [
      'his only group had, and the count grew',
      days([1, 0, 0], [1, 1, 5], [1, 0, 0]),
      'last 11-23, silent from 11-24 to 11-25',
    ],
    [
      'his only group had, by a count that did not grow',
      days([1, 1, 5], [1, 1, 5]),
      'last ?, silent from 11-25 to 11-25',
    ],
    ['his only group had, and nobody knows the day before', days([1, 1, 5]), 'last ?, silent from 11-25 to 11-25'],
    ['a day is missing', days([3, 0, 0], 'missing', [3, 0, 0]), 'last ?, silent from 11-24 to 11-25'],
    ['he had no group then', days([1, 0, 0], [0, 0, 0]), 'last ?, silent from 11-24 to 11-25'],
  ])('%s', (_name, own, expected) => {
    expect(said(own)).toBe(expected);
  });

  test('only days on which the group was his all day count', () => {
    const own = days([2, 0, 0], [2, 0, 0], [2, 0, 0]);
    expect(said(own, '2026-11-23')).toBe('last ?, silent from 11-23 to 11-25');
    expect(said(own, '2026-11-25')).toBe('nothing');
  });

  test('what was counted longer than five days ago says nothing about today', () => {
    const own = days([2, 0, 0]);
    expect(said(own, '2026-01-01', day('2026-11-30'))).not.toBe('nothing');
    expect(said(own, '2026-01-01', day('2026-11-30') + 1)).toBe('nothing');
  });

  test('a silence never spans a day on which any of his groups had a message', () => {
    const count = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 1 }), fc.nat(9));
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 40 }), (counts) => {
        const own = days(...counts);
        const activity = provenActivity(own, 0, at);
        const loud = own.filter((one) => one.groupsWithMessages > 0).map((one) => day(one.day));
        for (const beganMs of loud) expect(beganMs).toBeLessThan(activity?.silentSinceMs ?? 0);
      }),
    );
  });
});
