import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Published } from './current.ts';
import { beginsAtMs, inForce, nextVersion } from './current.ts';

const v = (version: number, effectiveAtMs: number, publishedAtMs: number): Published => ({
  version,
  hash: `hash-${version}`,
  effectiveAtMs,
  publishedAtMs,
});

describe('the version in force', () => {
  test.each<[string, readonly Published[], number, number | null]>([
    ['none before the first', [v(1, 100, 50)], 99, null],
    ['none without any', [], 100, null],
    ['the first from its first moment', [v(1, 100, 50)], 100, 1],
    ['the second from its own', [v(1, 100, 50), v(2, 200, 150)], 200, 2],
    ['still the first before that', [v(1, 100, 50), v(2, 200, 150)], 199, 1],
    ['never before it was published', [v(1, 100, 50), v(2, 100, 300)], 299, 1],
    ['a late one from its publishing on', [v(1, 100, 50), v(2, 100, 300)], 300, 2],
    ['of two that began together the later', [v(2, 100, 60), v(1, 100, 50)], 100, 2],
    ['the one that began last', [v(3, 300, 50), v(4, 200, 60)], 300, 3],
  ])('%s', (_, versions, atMs, expected) => {
    expect(inForce(versions, atMs)?.version ?? null).toBe(expected);
  });

  test('publishing changes nothing that was judged before, in whatever order versions are read', () => {
    const one = fc.record({ effectiveAtMs: fc.nat(100), publishedAtMs: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), one, fc.nat(100), (older, added, atMs) => {
        const before = older.map((o, i) => v(i + 1, o.effectiveAtMs, o.publishedAtMs));
        const next = v(older.length + 1, added.effectiveAtMs, added.publishedAtMs);
        fc.pre(atMs < beginsAtMs(next));
        expect(inForce([next, ...before.reverse()], atMs)).toEqual(inForce(before, atMs));
      }),
    );
  });
});

test.each<[string, readonly Published[], string, { outcome: string; version: number }]>([
  ['the first is 1', [], 'a', { outcome: 'new', version: 1 }],
  ['another text gets the next number', [v(1, 0, 0), v(2, 0, 0)], 'a', { outcome: 'new', version: 3 }],
  ['the newest text again is a repeat', [v(2, 0, 0), v(1, 0, 0)], 'hash-2', { outcome: 'repeat', version: 2 }],
  ['going back to an older text is new', [v(1, 0, 0), v(2, 0, 0)], 'hash-1', { outcome: 'new', version: 3 }],
])('numbers: %s', (_, versions, hash, expected) => {
  expect(nextVersion(versions, hash)).toEqual(expected);
});
