/** Lists of words by name, each in its order; what an entry is beside its word is the caller's. */
export type WordLists<Name extends string, Entry> = Readonly<Record<Name, readonly Entry[]>>;

/** Answers, of many lists, only the words that can be in a text. */
export type Narrows<Name extends string, Entry> = (text: string) => WordLists<Name, Entry>;

interface Word<Name, Entry> {
  readonly nth: number;
  readonly written: string;
  readonly list: Name;
  readonly entry: Entry;
}

/**
 * Lays lists out so that a text is passed over once, and not once a word. A word counts as there when what is left of it by `bare` is
 * in the text, of which the same is left: one that is not there is not in the text as it was written either.
 */
export function narrowing<Name extends string, Entry>(
  lists: WordLists<Name, Entry>,
  wordOf: (entry: Entry) => string,
  bare: (text: string) => string,
): Narrows<Name, Entry> {
  const names = Object.keys(lists) as Name[];
  const words = names
    .flatMap((list) => lists[list].map((entry) => ({ list, entry, written: bare(wordOf(entry)) })))
    .map((word, nth): Word<Name, Entry> => ({ ...word, nth }));
  const always = words.filter(({ written }) => written === '');
  const byBegin = new Map<number, Word<Name, Entry>[]>();
  for (const word of words) {
    if (word.written === '') continue;
    const begin = word.written.charCodeAt(0);
    const known = byBegin.get(begin);
    if (known) known.push(word);
    else byBegin.set(begin, [word]);
  }
  const none = listsOf(names, always);
  return (text) => {
    const there = new Set<Word<Name, Entry>>();
    for (let at = 0; at < text.length; at += 1)
      for (const word of byBegin.get(text.charCodeAt(at)) ?? []) if (text.startsWith(word.written, at)) there.add(word);
    return there.size === 0
      ? none
      : listsOf(
          names,
          [...always, ...there].sort((a, b) => a.nth - b.nth),
        );
  };
}

function listsOf<Name extends string, Entry>(
  names: readonly Name[],
  words: readonly Word<Name, Entry>[],
): WordLists<Name, Entry> {
  const lists = Object.fromEntries(names.map((name) => [name, [] as Entry[]])) as Record<Name, Entry[]>;
  for (const { list, entry } of words) lists[list].push(entry);
  return lists;
}
