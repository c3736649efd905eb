import { CATEGORIES, type Category, categoryOf } from './categories.ts';

/** Words of one category, and phrases in which they mean no harm. */
export interface WordList {
  readonly category: Category;
  readonly words: readonly string[];
  /** A hit that lies inside such a phrase is none: 「赌一把」 in 「这次投标赌一把」. */
  readonly allowed: readonly string[];
}

/** Something wrong in a file of words; `warning`: the file can be used all the same. */
export interface ListProblem {
  readonly gravity: 'error' | 'warning';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

export interface ReadLists {
  readonly lists: readonly WordList[];
  readonly problems: readonly ListProblem[];
}

const longestWord = 64;
const allowSign = /^(?:allow|允许)\s*[::]\s*/u;

/**
 * Reads a file of words: one a line, below a line `[category]` or `[own:topic]`; `allow: phrase` (允许:) for phrases; `#` begins a
 * comment. What is wrong is said with its line; words of a file with errors must not be used.
 */
export function readWordLists(source: string, file: string): ReadLists {
  const lists = new Map<Category, { words: Map<string, number>; allowed: Map<string, number> }>();
  const problems: ListProblem[] = [];
  let category: Category | undefined;
  for (const [nth, raw] of source
    .replace(/^\ufeff/u, '')
    .split(/\r\n|[\n\r]/u)
    .entries()) {
    const line = raw.replace(/(^|\s)#.*$/u, '').trim();
    const say = (gravity: ListProblem['gravity'], message: string, remedy: string): void => {
      problems.push({ gravity, file, line: nth + 1, message, remedy });
    };
    if (line === '') continue;
    const header = /^\[(.*)\]$/u.exec(line);
    if (header) {
      category = categoryOf((header[1] ?? '').trim());
      if (!category) say('error', `there is no category ${line}`, `one of ${CATEGORIES.join(', ')}, or own:topic`);
      else if (!lists.has(category)) lists.set(category, { words: new Map(), allowed: new Map() });
      continue;
    }
    const list = category && lists.get(category);
    if (!list) {
      if (lists.size === 0) say('error', 'a word before any category', 'write a line like [gambling] above it');
      continue;
    }
    add(line, nth + 1, list, say);
  }
  const made = [...lists].map(([of, { words, allowed }]) => ({
    category: of,
    words: [...words.keys()],
    allowed: [...allowed.keys()],
  }));
  return { lists: made, problems };
}

type Say = (gravity: ListProblem['gravity'], message: string, remedy: string) => void;
type Lines = Map<string, number>;

function add(line: string, nth: number, { words, allowed }: { words: Lines; allowed: Lines }, say: Say): void {
  const isAllowed = allowSign.test(line);
  const word = line.replace(allowSign, '').trim();
  const [into, other] = isAllowed ? [allowed, words] : [words, allowed];
  const problem = wordProblem(word) ?? repeatProblem(word, into, other);
  if (problem) say(...problem);
  if (problem?.[0] !== 'error' && !into.has(word)) into.set(word, nth);
}

function repeatProblem(word: string, into: Lines, other: Lines): Parameters<Say> | undefined {
  if (into.has(word))
    return ['warning', `「${word}」 is already on line ${into.get(word)}`, 'one of the two is enough'];
  if (!other.has(word)) return undefined;
  return ['warning', `「${word}」 is both listed and allowed, so it is never found`, `see line ${other.get(word)}`];
}

function wordProblem(word: string): Parameters<Say> | undefined {
  const wrong = (message: string, remedy: string): Parameters<Say> => ['error', message, remedy];
  if (!/[\p{L}\p{N}]/u.test(word))
    return wrong('nothing here but symbols', 'a word needs a letter, a digit or a character');
  if (/\p{Cs}/u.test(word)) return wrong('a broken character', 'save the file as UTF-8');
  if (word.includes('\ufffd')) return wrong('a character that was lost', 'save the file as UTF-8, and write it again');
  if ([...word].length <= longestWord) return undefined;
  return wrong(`longer than ${longestWord} characters`, 'list what is typical of it');
}
