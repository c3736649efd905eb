import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brakeOn } from './brake.ts';

describe('removals', () => {
  test.each([
    // planned, members, lately in the group, lately in the corp, confirmed
    [0, 100, 50, 50, 0, 'go'],
    [1, 2, 0, 0, 0, 'go'],
    [2, 4, 0, 0, 0, 'too-many-of-the-group'],
    [1, 4, 1, 1, 0, 'too-many-of-the-group'],
    [10, 100, 0, 0, 0, 'go'],
    [11, 100, 0, 0, 0, 'too-many-of-the-group'],
    [5, 100, 6, 6, 0, 'too-many-of-the-group'],
    [20, 500, 0, 0, 0, 'go'],
    [21, 500, 0, 0, 0, 'too-many-an-hour'],
    [1, 500, 0, 20, 0, 'too-many-an-hour'],
    [21, 500, 0, 0, 21, 'go'],
    [22, 500, 0, 0, 21, 'too-many-an-hour'],
    [300, 500, 0, 20, 300, 'go'],
  ] as const)('%i of %i members, after %i here and %i in the corp this hour, %i confirmed: %s', (...row) => {
    const [planned, members, group, corp, confirmed, verdict] = row;
    expect(brakeOn({ planned, members, lately: { group, corp }, confirmed })).toBe(verdict);
  });
});

/** A removal that was carried out by itself: in which group, and in which minute. */
interface Done {
  readonly group: number;
  readonly minute: number;
}

/** A day on which a wrong directory wants people out of groups, again and again: what the brake lets through. */
function playDay(wishes: readonly { group: number; minute: number; planned: number }[], members: readonly number[]) {
  const done: Done[] = [];
  for (const { group, minute, planned } of [...wishes].sort((a, b) => a.minute - b.minute)) {
    const hour = done.filter((one) => one.minute > minute - 60);
    const lately = { corp: hour.length, group: hour.filter((one) => one.group === group).length };
    if (brakeOn({ planned, members: members[group] ?? 0, lately, confirmed: 0 }) === 'go')
      for (let n = 0; n < planned; n += 1) done.push({ group, minute });
  }
  return done;
}

test('whatever is wished for, in any hour no more than twenty go, and of no group more than a tenth', () => {
  const members = fc.array(fc.integer({ min: 2, max: 2_000 }), { minLength: 5, maxLength: 5 });
  const wish = fc.record({
    group: fc.integer({ min: 0, max: 4 }),
    minute: fc.integer({ min: 0, max: 1_439 }),
    planned: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 200 }), members, (wishes, sizes) => {
      const done = playDay(wishes, sizes);
      for (const { minute } of done) {
        const hour = done.filter((one) => one.minute <= minute && one.minute > minute - 60);
        expect(hour.length).toBeLessThanOrEqual(20);
        for (const [group, size] of sizes.entries())
          expect(hour.filter((one) => one.group === group).length).toBeLessThanOrEqual(Math.max(1, size / 10));
      }
    }),
  );
});
