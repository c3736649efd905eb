import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEWEST, type Measured, mergeSmall, shareOf } from './merge-small.ts';

const row = (name: string, people: number): Measured => ({
  names: [name],
  people,
  seen: people,
  found: 1,
  confirmed: 0,
  awaited: people,
  met: 2,
  due: 3,
});
const Rows = fc.array(
  fc.nat({ max: 30 }).map((people) => people),
  { maxLength: 12 },
);

describe('cells under five', () => {
  test.each([
    ['none is small', [9, 5], [9, 5]],
    ['two small ones become one', [9, 3, 4], [9, 7]],
    ['one small one takes the smallest of the others with it', [9, 6, 2], [9, 8]],
    ['all together are small', [2, 1], [3]],
    ['nobody', [], []],
  ])('%s', (_, people, shown) => {
    expect(mergeSmall(people.map((one, i) => row(`部门${i}`, one))).map((one) => one.people)).toEqual(shown);
  });

  test('never stand alone, nobody is lost, and no more than one row is merged', () => {
    fc.assert(
      fc.property(Rows, (people) => {
        const shown = mergeSmall(people.map((one, i) => row(`部门${i}`, one)));
        const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
        expect(sum(shown.map((one) => one.people))).toBe(sum(people));
        expect(shown.filter(({ names }) => names.length > 1).length).toBeLessThanOrEqual(1);
        if (sum(people) >= FEWEST) for (const one of shown) expect(one.people).toBeGreaterThanOrEqual(FEWEST);
      }),
    );
  });
});

test.each([
  [1, 3, 9, { of: 1, all: 3, percent: 33 }],
  [2, 3, 9, { of: 2, all: 3, percent: 66 }],
  [0, 0, 9, null],
  [4, 4, 4, null],
])('%i of %i, among %i people', (of, all, people, share) => {
  expect(shareOf(of, all, people)).toEqual(share);
});
