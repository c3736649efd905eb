import { AhoCorasick } from '@monyone/aho-corasick';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from './automaton.ts';
import { buildAutomaton } from './build-automaton.ts';

const unitsOf = (text: string): Uint16Array => Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/** `word@begin`, sorted. */
function found(words: readonly string[], text: string): string[] {
  const hits: string[] = [];
  run(buildAutomaton(words), unitsOf(text), text.length, (word, last) => {
    hits.push(`${words[word]}@${last + 1 - (words[word] as string).length}`);
  });
  return hits.sort();
}

function naively(words: readonly string[], text: string): string[] {
  const places = Array.from({ length: text.length }, (_, at) => at);
  return words.flatMap((word) => places.filter((at) => text.startsWith(word, at)).map((at) => `${word}@${at}`)).sort();
}

const byLibrary = (words: readonly string[], text: string): string[] =>
  new AhoCorasick([...words])
    .matchInText(text)
    .map(({ begin, keyword }) => `${keyword}@${begin}`)
    .sort();

describe('all words at once', () => {
  test.each([
    [['赌博', '博彩', '博'], '赌博彩', ['博@1', '博彩@1', '赌博@0']],
    [['a', 'aa', 'aaa'], 'aaa', ['a@0', 'a@1', 'a@2', 'aa@0', 'aa@1', 'aaa@0']],
    [['abcd', 'bc', 'c'], 'abce', ['bc@1', 'c@2']],
    [['😀', '😁'], '😀😁😀', ['😀@0', '😀@4', '😁@2']],
    [[], 'anything', []],
    [['词'], '', []],
    [['x'.repeat(5000)], 'x'.repeat(5001), [`${'x'.repeat(5000)}@0`, `${'x'.repeat(5000)}@1`]],
  ])('%j in %j', (words, text, expected) => {
    expect(found(words, text)).toEqual(expected.sort());
  });

  test.each([
    ['two letters', 'ab', 6],
    ['four ideographs', '赌博彩票', 5],
    ['pairs and halves', '\ud83d\ude00\ude01a', 4],
  ])('finds what the library and the naive search find: %s', (_, alphabet, longest) => {
    const character = fc.constantFrom(...alphabet.split(''));
    const word = fc.string({ unit: character, minLength: 1, maxLength: longest });
    const text = fc.string({ unit: character, maxLength: 60 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), text, (words, text) => {
        const hits = found(words, text).join(' ');
        return hits === naively(words, text).join(' ') && hits === byLibrary(words, text).join(' ');
      }),
      { numRuns: 10_000 },
    );
  });

  test('finds the same among many words, where families must look for a place', () => {
    const character = fc.integer({ min: 0x4e00, max: 0x4e40 }).map((unit) => String.fromCharCode(unit));
    const word = fc.string({ unit: character, minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: character, maxLength: 400 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 500, maxLength: 2000, size: 'max' }), text, (words, text) => {
        expect(found(words, text)).toEqual(byLibrary(words, text));
      }),
      { numRuns: 25 },
    );
  });
});
