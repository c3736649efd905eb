import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSeats, type SeatlessGroup } from './seat-plan.ts';

const group = (chatId: string, seatable: string, pairs = 1): SeatlessGroup => ({
  chatId,
  seatable: seatable === '' ? [] : seatable.split(' '),
  pairs,
});
const who = (groups: readonly SeatlessGroup[], share = 1) => planSeats(groups, share).seats.map(({ userid }) => userid);

describe('the fewest seats', () => {
  test.each<[string, SeatlessGroup[], string[]]>([
    ['nobody for no groups', [], []],
    ['one who is in both groups', [group('a', 'zhang li'), group('b', 'li wang')], ['li']],
    ['two where nobody is in both', [group('a', 'zhang'), group('b', 'wang')], ['wang', 'zhang']],
    [
      'the greedy choice is not the smallest plan: two do what three would',
      [
        group('1', 'left greedy'),
        group('2', 'left greedy'),
        group('3', 'left'),
        group('4', 'right greedy'),
        group('5', 'right greedy'),
        group('6', 'right'),
      ],
      ['left', 'right'],
    ],
  ])('%s', (_, groups, expected) => {
    expect([...who(groups)].sort()).toEqual(expected);
  });

  test('a share of the pairs is enough: the group with many rules comes first', () => {
    expect(who([group('a', 'zhang', 1), group('b', 'wang', 9)], 0.9)).toEqual(['wang']);
  });

  test('groups without anybody are named, and the rest is planned all the same', () => {
    const plan = planSeats([group('a', ''), group('b', 'wang')], 1);
    expect(plan).toMatchObject({ unreachable: ['a'], pairs: 2, covered: 1, proof: 'fewest' });
  });
});

const groups = fc.array(
  fc.record({
    seatable: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 4 }),
    pairs: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 9 },
);
const named = groups.map((all) => all.map((one, n): SeatlessGroup => ({ ...one, chatId: `wr-${n}` })));

/** By trying every set of people. */
function smallest(all: readonly SeatlessGroup[], wanted: number): number {
  const people = [...new Set(all.flatMap(({ seatable }) => seatable))];
  const sizes = Array.from({ length: 2 ** people.length }, (_, mask) => {
    const chosen = people.filter((_, n) => mask & (2 ** n));
    const shown = all.filter(({ seatable }) => seatable.some((one) => chosen.includes(one)));
    return shown.reduce((total, { pairs }) => total + pairs, 0) >= wanted ? chosen.length : Number.POSITIVE_INFINITY;
  });
  return Math.min(...sizes);
}

test('no plan is smaller, and it shows what it promises', () => {
  fc.assert(
    fc.property(named, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const plan = planSeats(all, share);
      const shown = all.filter(({ seatable }) => seatable.length > 0).reduce((total, { pairs }) => total + pairs, 0);
      const wanted = Math.min(Math.ceil(share * plan.pairs - 1e-9), shown);
      expect(plan.covered).toBeGreaterThanOrEqual(wanted);
      expect(plan.proof).toBe('fewest');
      expect(plan.seats).toHaveLength(smallest(all, wanted));
    }),
  );
});

test('the order in which groups are told changes nothing', () => {
  fc.assert(
    fc.property(named, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      expect(planSeats([...all].reverse(), share)).toMatchObject({ seats: planSeats(all, share).seats });
    }),
  );
});
