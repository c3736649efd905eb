import { describe, expect, test } from 'vitest';
import { readWordLists } from './word-list.ts';

const said = (source: string): string[] =>
  readWordLists(source, '词.txt').problems.map((p) => `${p.gravity} ${p.file}:${p.line} ${p.message}`);

describe('a file of words', () => {
  test('has categories, words and allowed phrases', () => {
    const source =
      '\ufeff# 示例\r\n[gambling]\r\n试赌词  # 只是样本\r\nallow: 赌一把\r\n\r\n[own: 招生]\r\n样本词\r\n允许:样本词典\r\n';
    expect(readWordLists(source, 'x')).toEqual({
      lists: [
        { category: 'gambling', words: ['试赌词'], allowed: ['赌一把'] },
        { category: 'own:招生', words: ['样本词'], allowed: ['样本词典'] },
      ],
      problems: [],
    });
  });

  test('a category that comes again goes on', () => {
    expect(readWordLists('[ads]\n甲\n[abuse]\n乙\n[ads]\n丙', 'x').lists.map(({ words }) => words)).toEqual([
      ['甲', '丙'],
      ['乙'],
    ]);
  });

  test.each([
    ['词\n[ads]\n词', ['error 词.txt:1 a word before any category']],
    ['[advert]\n词', ['error 词.txt:1 there is no category [advert]', 'error 词.txt:2 a word before any category']],
    ['[own: ]', ['error 词.txt:1 there is no category [own: ]']],
    ['[ads]\n词\n\n词', ['warning 词.txt:4 「词」 is already on line 2']],
    ['[ads]\n词\nallow: 词', ['warning 词.txt:3 「词」 is both listed and allowed, so it is never found']],
    ['[ads]\n***', ['error 词.txt:2 nothing here but symbols']],
    ['[ads]\nallow:', ['error 词.txt:2 nothing here but symbols']],
    ['[ads]\n词\ud800', ['error 词.txt:2 a broken character']],
    ['[ads]\n词\ufffd', ['error 词.txt:2 a character that was lost']],
    [`[ads]\n${'长'.repeat(65)}`, ['error 词.txt:2 longer than 64 characters']],
    ['', []],
  ])('%j', (source, problems) => {
    expect(said(source)).toEqual(problems);
  });
});
