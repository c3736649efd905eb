import { expect, test } from 'vitest';
import { mostOfMonthFen } from './deduction.ts';

test.each([
  ['a fifth of the month', 900_000, 500_000, 230_000, 100_000],
  ['the loss, when it is less', 60_000, 500_000, 230_000, 60_000],
  ['what leaves the minimum wage', 900_000, 500_000, 480_000, 20_000],
  ['nothing of the minimum wage', 900_000, 230_000, 230_000, 0],
  ['nothing of less than the minimum wage', 900_000, 200_000, 230_000, 0],
  ['nothing without a loss', 0, 500_000, 230_000, 0],
  ['no part of a fen', 900_000, 500_004, 230_000, 100_000],
])('%s', (_name, lossLeftFen, monthFen, minimumFen, most) => {
  expect(mostOfMonthFen(lossLeftFen, { monthFen, minimumFen }, 20)).toBe(most);
});
