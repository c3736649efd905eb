import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandsOf, difference, fingerprint } from './fingerprint.ts';
import { keyedPrint } from './keyed-print.ts';

const [ours, theirs] = [keyedPrint(Buffer.alloc(32, 1)), keyedPrint(Buffer.alloc(32, 2))];
const LONG = '请各位同事注意本周五下午三点在示例大厦三楼会议室召开季度经营分析会议请提前准备好材料';

test('under a key texts are as alike as they are without', () => {
  const character = fc.integer({ min: 0x4e00, max: 0x4e20 }).map((unit) => String.fromCharCode(unit));
  const text = fc.string({ unit: character, minLength: 30, maxLength: 60 });
  fc.assert(
    fc.property(text, fc.nat(29), (said, at) => {
      const [one, other] = [said, `${said.slice(0, at)}改${said.slice(at + 1)}`];
      const apart = (print: typeof ours) => difference(print(one) as Uint32Array, print(other) as Uint32Array);
      expect(apart(ours)).toBe(apart(fingerprint));
    }),
  );
});

test('without the key a guess of the text meets nothing of what is kept', () => {
  const kept = ours(LONG) as Uint32Array;
  for (const guess of [fingerprint(LONG), theirs(LONG)] as Uint32Array[]) {
    expect(difference(kept, guess)).toBe(32);
    const parts = new Set(bandsOf(kept));
    expect(bandsOf(guess).filter((part) => parts.has(part))).toEqual([]);
  }
});

test('a text that is too short has none', () => {
  expect(ours('收到')).toBeUndefined();
});
