import { expect, test } from 'vitest';
import { risingMibPerMinute } from './memory.ts';

const MIB = 1_048_576;
const at = (minute: number, mib: number) => ({ minute, bytes: mib * MIB });

test.each([
  ['rises two a minute', [at(0, 100), at(1, 102), at(2, 104), at(3, 106)], 2],
  ['stays where it is, whatever it breathes', [at(0, 100), at(1, 110), at(2, 110), at(3, 100)], 0],
  ['falls', [at(0, 106), at(1, 103), at(2, 100)], -3],
  ['has hardly been looked at', [at(0, 100), at(1, 900)], 0],
])('a process that %s', (_, samples, wanted) => {
  expect(risingMibPerMinute(samples)).toBeCloseTo(wanted, 6);
});
