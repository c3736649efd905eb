import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Folding } from './fold-table.ts';
import { normalise } from './normalise.ts';

const strict: Folding = { gaps: 'none', lookAlikes: 'off' };
const loose: Folding = { gaps: 'symbols', lookAlikes: 'on' };
const all: Folding = { gaps: 'all', lookAlikes: 'off' };

describe('text made alike', () => {
  test.each([
    ['ＡＢｃ１２', 'abc12', [0, 1, 2, 3, 4]],
    ['賭博 頭髮', '赌博 头发', [0, 1, 2, 3, 4]],
    ['a\u200bb\u00adc\ufe0f', 'abc', [0, 2, 4]],
    ['\u202egnp.exe', 'gnp.exe', [1, 2, 3, 4, 5, 6, 7]],
    ['é e\u0301', 'e e', [0, 1, 2]],
    ['𝐀𠮷b', 'a𠮷b', [0, 2, 2, 4]],
    ['㎏ﬁ⑩', 'kgfi10', [0, 0, 1, 1, 2, 2]],
    ['が ｶﾞ', 'か\u3099 カ\u3099', [0, 0, 1, 2, 3]],
    ['a\u00a0\u3000\tb', 'a   b', [0, 1, 2, 3, 4]],
    ['\r\n', '\n', [1]],
    ['\ud800\udc00\udc00\ud800', '\ud800\udc00\udc00\ud800', [0, 0, 2, 3]],
    ['བོད', 'བོད', [0, 1, 2]],
    ['한글', '한글', [0, 1]],
    ['薴苧', '苎苎', [0, 1]],
    ['', '', []],
  ])('%j', (text, folded, at) => {
    expect(normalise(text, strict)).toEqual({ text: folded, at });
  });

  test.each([
    ['赌 * 博,完', '赌博,完', '赌博完'],
    ['赌\n博', '赌\n博', '赌博'],
    ['赌-----博', '赌 博', '赌 博'],
    ['раypal', 'paypal', 'раypal'], // the first two are Cyrillic
    ['目睹', '目赌', '目睹'],
  ])('%j without gaps', (text, asLoose, asAll) => {
    expect(normalise(text, loose).text).toBe(asLoose);
    expect(normalise(text, all).text).toBe(asAll);
  });

  test.each([strict, loose, all])('any string is welcome, places rise, and twice is as once: %j', (folding) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((u) => String.fromCharCode(...u)),
    );
    fc.assert(
      fc.property(text, (text) => {
        const { text: folded, at } = normalise(text, folding);
        expect(at).toHaveLength(folded.length);
        expect(at.every((place, i) => place >= (at[i - 1] ?? 0) && place < text.length)).toBe(true);
        expect(normalise(folded, folding).text).toBe(folding.gaps === 'none' ? folded : folded.replaceAll(' ', ''));
      }),
      { numRuns: 2000 },
    );
  });
});
