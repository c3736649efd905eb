import { expect, test } from 'vitest';
import { risingMbPerMinute } from './memory.ts';

const at = (minute: number, mb: number) => ({ minute, mb });

test.each([
  ['rises two a minute', [at(0, 100), at(1, 102), at(2, 104), at(3, 106)], 2],
  ['stays where it is, whatever it breathes', [at(0, 100), at(1, 110), at(2, 110), at(3, 100)], 0],
  ['falls', [at(0, 106), at(1, 103), at(2, 100)], -3],
  ['has hardly been looked at', [at(0, 100), at(1, 900)], 0],
])('a process that %s', (_, samples, wanted) => {
  expect(risingMbPerMinute(samples)).toBeCloseTo(wanted, 6);
});
