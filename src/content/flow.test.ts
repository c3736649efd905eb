import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { floods, repeats, type Spoken, tooLong, voiceCrossings } from './flow.ts';
import { localMinute, placeIn } from './publishing-windows.ts';

const spoken = (at: number, more: Partial<Spoken> & { readonly by?: string } = {}): Spoken => ({
  id: `m${at}`,
  from: { id: more.by ?? 'zhang', kind: 'employee', personId: null },
  sentAtMs: at * 1000,
  kind: 'text',
  hash: '',
  length: 5,
  revokedAtMs: null,
  ...more,
});

const pace = { most: 3, withinMs: 10_000 };
const ids = (bursts: readonly { readonly messageIds: readonly string[] }[]): string[] =>
  bursts.map(({ messageIds }) => messageIds.join(' '));

describe('floods', () => {
  test.each([
    ['three are fine', [0, 1, 2], []],
    ['four within the time are not', [0, 1, 2, 3], ['m0 m1 m2 m3']],
    ['four over the time are', [0, 4, 7, 10], []],
    ['a burst is told once', [0, 1, 2, 3, 4, 5], ['m0 m1 m2 m3 m4 m5']],
    ['a burst later is another', [0, 1, 2, 3, 60, 61, 62, 63], ['m0 m1 m2 m3', 'm60 m61 m62 m63']],
    ['none', [], []],
  ])('%s', (_, times, expected) => {
    expect(
      ids(
        floods(
          times.map((at) => spoken(at)),
          pace,
        ),
      ),
    ).toEqual(expected);
  });

  test('of two people are not added up, and what was taken back does not count', () => {
    expect(
      floods(
        [0, 1, 2, 3, 4, 5].map((at) => spoken(at, { by: at % 2 ? 'zhang' : 'li' })),
        pace,
      ),
    ).toEqual([]);
    expect(
      floods(
        [0, 1, 2, 3].map((at) => spoken(at, { revokedAtMs: at === 2 ? 9000 : null })),
        pace,
      ),
    ).toEqual([]);
  });

  test('are exactly the messages of windows that hold too many', () => {
    const times = fc.array(fc.nat(60), { maxLength: 30 }).map((all) => [...all].sort((a, b) => a - b));
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 20 }), (times, most, seconds) => {
        const all = times.map((at, nth) => spoken(at, { id: String(nth) }));
        const slow = all.flatMap((_, nth) => {
          const window = all.slice(nth, nth + most + 1);
          const [first, last] = [window[0], window.at(-1)] as [Spoken, Spoken];
          return window.length > most && last.sentAtMs - first.sentAtMs < seconds * 1000
            ? window.map(({ id }) => id)
            : [];
        });
        const found = floods(all, { most, withinMs: seconds * 1000 }).flatMap(({ messageIds }) => messageIds);
        expect(found).toEqual([...new Set(slow)]);
      }),
      { numRuns: 2000 },
    );
  });
});

test('repeats are the same words by the same sender', () => {
  const ad = (at: number, by: string) => spoken(at, { hash: 'h', by });
  expect(ids(repeats([ad(0, 'zhang'), spoken(1), ad(2, 'zhang'), ad(3, 'li')], { most: 1, withinMs: 10_000 }))).toEqual(
    ['m0 m2'],
  );
  expect(repeats([spoken(0), spoken(1), spoken(2)], { most: 1, withinMs: 10_000 })).toEqual([]);
});

test('messages that are too long', () => {
  expect(tooLong([spoken(0, { length: 500 }), spoken(1, { length: 501 })], 500).map(({ id }) => id)).toEqual(['m1']);
});

test.each([
  [9, 9, []],
  [10, 5, []],
  [10, 6, [{ messageId: 'm9', voice: 6, all: 10 }]],
  [12, 12, [{ messageId: 'm9', voice: 10, all: 10 }]],
])('of %i messages %i are voice', (all, voice, expected) => {
  const messages = Array.from({ length: all }, (_, at) => spoken(at, { kind: at < all - voice ? 'text' : 'voice' }));
  expect(voiceCrossings(messages, 10, 0.5, () => 'week')).toEqual(expected);
});

describe('windows of the week', () => {
  const evening = { days: [4], fromMinute: 18 * 60, untilMinute: 22 * 60 };
  const night = { days: [7], fromMinute: 22 * 60, untilMinute: 7 * 60 };
  test.each([
    ['2026-11-26T18:00:00+08:00', 'inside'], // a Thursday
    ['2026-11-26T17:59:59+08:00', 'outside'],
    ['2026-11-26T22:00:00+08:00', 'outside'],
    ['2026-11-25T19:00:00+08:00', 'outside'],
    ['2026-11-22T23:30:00+08:00', 'inside'], // a Sunday
    ['2026-11-23T06:59:00+08:00', 'inside'],
    ['2026-11-23T07:00:00+08:00', 'outside'],
    ['2026-11-22T06:00:00+08:00', 'outside'],
    ['1969-12-28T23:00:00+08:00', 'inside'], // a Sunday, too
  ])('%s is %s', (at, place) => {
    expect(placeIn([evening, night], localMinute(Date.parse(at), 480))).toBe(place);
  });
});
