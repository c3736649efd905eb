import { type Category, categoryOf } from '../content/categories.ts';
import { buildMatcher, type Manner, type Matcher } from '../content/matcher.ts';
import type { WordList } from '../content/word-list.ts';
import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';
import type { Hearing } from '../rules/hears.ts';

/** A version of a list as it lies in memory: by its digest, so that another version is never taken for it. */
interface Kept {
  readonly digest: string;
  readonly lists: readonly WordList[];
}

const inMemory = new Map<string, Kept>();
const matchers = new Map<string, Matcher>();
/** A matcher of a hundred thousand words takes some tens of megabytes. */
const mostMatchers = 16;

/** The company's lists as they are now, ready to look for; each matcher is built once for each version and manner. */
export async function wordsNow(tx: Tx, corp: Corp): Promise<Hearing['words']> {
  const versions = await tx.wordList.findMany({ where: { corp, until: null }, select: { list: true, digest: true } });
  for (const { list, digest } of versions) {
    if (inMemory.get(keyOf(corp, list))?.digest === digest) continue;
    inMemory.set(keyOf(corp, list), { digest, lists: await loadList(tx, corp, list) });
  }
  const digests = new Map(versions.map(({ list, digest }) => [list, digest]));
  return (lists, manner) =>
    matcherOf(
      corp,
      lists.filter((list) => digests.has(list)),
      manner,
      digests,
    );
}

const keyOf = (corp: Corp, list: string): string => `${corp}\n${list}`;

function matcherOf(
  corp: Corp,
  lists: readonly string[],
  manner: Manner,
  digests: ReadonlyMap<string, string>,
): Matcher {
  const { gaps, lookAlikes, spelling } = manner;
  const key = [corp, gaps, lookAlikes, spelling, ...lists.map((list) => `${list}@${digests.get(list)}`)].join('\n');
  const known = matchers.get(key);
  if (known) return known;
  const matcher = buildMatcher(
    lists.flatMap((list) => inMemory.get(keyOf(corp, list))?.lists ?? []),
    manner,
  );
  const [oldest] = matchers.keys();
  if (matchers.size >= mostMatchers && oldest !== undefined) matchers.delete(oldest);
  matchers.set(key, matcher);
  return matcher;
}

/** The words of a list by category, in the order of the alphabet. */
export async function loadList(tx: Tx, corp: Corp, list: string): Promise<readonly WordList[]> {
  const rows = await tx.wordEntry.findMany({
    where: { corp, list, until: null },
    select: { category: true, word: true, means: true },
    orderBy: [{ category: 'asc' }, { word: 'asc' }],
  });
  const byCategory = new Map<Category, { words: string[]; allowed: string[] }>();
  for (const { category: name, word, means } of rows) {
    const category = categoryOf(name);
    if (!category) continue;
    const own = byCategory.get(category) ?? { words: [], allowed: [] };
    byCategory.set(category, own);
    (means === 'allowed' ? own.allowed : own.words).push(word);
  }
  return [...byCategory].map(([category, own]) => ({ category, ...own }));
}
