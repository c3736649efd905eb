import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildMatcher, scan } from './matcher.ts';
import { readWordLists } from './word-list.ts';

test('the sample of the page is read, and does what the page says', () => {
  const page = readFileSync(new URL('../../docs/content.md', import.meta.url), 'utf8');
  const [, sample = ''] = /```text\n(.*?)```/su.exec(page) ?? [];
  const { lists, problems } = readWordLists(sample, 'docs/content.md');
  expect(problems).toEqual([]);
  const matcher = buildMatcher(lists, { gaps: 'symbols', lookAlikes: 'off', spelling: 'plain' });
  const found = (text: string): string[] => scan(matcher, text).map(({ category, word }) => `${category} ${word}`);
  expect(found('这次投标赌一把')).toEqual([]);
  expect(found('試 賭 樣 詞,分数样词')).toEqual(['gambling 试赌样词', 'own:招生 分数样词']);
});
