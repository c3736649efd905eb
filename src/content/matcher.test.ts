import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMatcher, type Manner, scan } from './matcher.ts';
import { normalise } from './normalise.ts';
import type { WordList } from './word-list.ts';

const manner: Manner = { gaps: 'symbols', lookAlikes: 'off', spelling: 'plain' };
const alike: Manner = { gaps: 'symbols', lookAlikes: 'on', spelling: 'pinyin-and-parts' };

const lists: readonly WordList[] = [
  { category: 'gambling', words: ['赌博', '赌', '博彩平台', '下注av'], allowed: ['赌一把', '博彩平台监管'] },
  { category: 'porn', words: ['AV', '18禁', '裸聊'], allowed: [] },
  { category: 'own:招生', words: ['赌博', '分数排名'], allowed: [] },
];

/** `[what the text says] category`, in order. */
const hits = (text: string, how: Manner = manner): string[] =>
  scan(buildMatcher(lists, how), text).map(({ begin, end, category }) => `${text.slice(begin, end)} ${category}`);

describe('listed words', () => {
  test.each<[string, string[]]>([
    ['他去赌博了', ['赌博 gambling', '赌博 own:招生']],
    ['賭 博', ['賭 博 gambling', '賭 博 own:招生']],
    ['赌\u200b博', ['赌\u200b博 gambling', '赌\u200b博 own:招生']],
    ['赌*博\ufe0f。', ['赌*博\ufe0f gambling', '赌*博\ufe0f own:招生']],
    ['赌😀博', ['赌😀博 gambling', '赌😀博 own:招生']],
    ['赌。博物馆', ['赌 gambling']],
    ['赌     博', ['赌 gambling']],
    ['这次投标赌一把', []],
    ['赌一把,再赌', ['赌 gambling']],
    ['博彩平台监管', []],
    ['博彩平台', ['博彩平台 gambling']],
    ['have', []],
    ['ＡＶ片', ['ＡＶ porn']],
    ['a v', ['a v porn']],
    ['is a very', []],
    ['218禁', []],
    ['av18禁', ['av porn', '18禁 porn']],
    ['👨‍👩‍👧赌', ['赌 gambling']],
    ['', []],
    ['\ud83d赌\ude00', ['赌 gambling']],
  ])('%j', (text, expected) => {
    expect(hits(text)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['去dubo吧', ['dubo gambling', 'dubo own:招生']],
    ['du博', ['du博 gambling', 'du博 own:招生']],
    ['D U bó', ['D U bó gambling', 'D U bó own:招生']],
    ['贝者 博', ['贝者 博 gambling', '贝者 博 own:招生']],
    ['睹搏', ['睹搏 gambling', '睹搏 own:招生']],
    ['Dubois', []],
    ['аv', ['аv porn']], // Cyrillic а
  ])('in other spellings: %j', (text, expected) => {
    expect(hits(text, alike)).toEqual(expected);
    expect(hits(text)).toEqual([]);
  });

  test('of which nothing is left are named', () => {
    expect(buildMatcher([{ category: 'ads', words: ['***', '词'], allowed: [] }], manner).lost).toEqual(['***']);
  });

  test('one matcher serves many texts', () => {
    const matcher = buildMatcher(lists, manner);
    const long = '长'.repeat(5000);
    expect(scan(matcher, `${long}裸聊`).map(({ begin }) => begin)).toEqual([5000]);
    expect(scan(matcher, '裸聊').map(({ begin }) => begin)).toEqual([0]);
  });
});

/** The promise of `scan`, read slowly: at each place the longest word, unless an allowed phrase lies around it. */
function slowly(list: WordList, text: string): string[] {
  const { text: even, at } = normalise(text, manner);
  const form = (word: string): string => normalise(word, manner).text;
  const places = Array.from({ length: even.length }, (_, place) => place);
  const allowed = list.allowed.flatMap((phrase) =>
    places.filter((p) => even.startsWith(form(phrase), p)).map((p) => [p, p + form(phrase).length] as const),
  );
  const taken: string[] = [];
  for (let place = 0; place < even.length; ) {
    const fitting = list.words
      .filter((word) => even.startsWith(form(word), place))
      .map((word) => form(word).length)
      .filter((length) => !allowed.some(([from, until]) => from <= place && place + length <= until));
    const longest = Math.max(0, ...fitting);
    if (longest > 0) taken.push(`${at[place]}-${at[place + longest - 1]}`);
    place += longest || 1;
  }
  return taken;
}

test('hits are what a slow reader finds, in texts full of gaps, pairs and unseen characters', () => {
  const written = fc.constantFrom('赌', '賭', '博', '彩', ' ', '*', '\u200b', '𠮷', '。', '\u0301');
  const plain = fc.constantFrom('赌', '博', '彩', '𠮷');
  const word = fc.string({ unit: plain, minLength: 1, maxLength: 4 });
  const some = fc.uniqueArray(word, { maxLength: 6 });
  fc.assert(
    fc.property(some, some, fc.string({ unit: written, maxLength: 40 }), (words, allowed, text) => {
      const list: WordList = { category: 'ads', words, allowed };
      const found = scan(buildMatcher([list], manner), text);
      const lastOf = (end: number): number => {
        let last = end;
        do last -= 1;
        while (/\u200b|\u0301/u.test(text.charAt(last)));
        return /[\udc00-\udfff]/.test(text.charAt(last)) ? last - 1 : last;
      };
      expect(found.map(({ begin, end }) => `${begin}-${lastOf(end)}`)).toEqual(slowly(list, text));
    }),
    { numRuns: 3000 },
  );
});
