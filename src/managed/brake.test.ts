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
