import { expect, test } from 'vitest';
import { openStatementNames } from './statement-names.ts';

test('one statement has one name, another has another; beyond the most there is none, and names that were given stay', () => {
  const nameOf = openStatementNames(2);
  const [first, second] = [nameOf('select 1'), nameOf('select 2')];

  expect(new Set([first, second]).size).toBe(2);
  expect([nameOf('select 3'), nameOf('select 1'), nameOf('select 2')]).toEqual(['', first, second]);
});
