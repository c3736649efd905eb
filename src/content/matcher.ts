import { type Automaton, run } from './automaton.ts';
import { buildAutomaton } from './build-automaton.ts';
import type { Category } from './categories.ts';
import { type Folding, type FoldTable, foldTable } from './fold-table.ts';
import { emptyFolded, endOfCharacter, type Folded, foldInto, normalise } from './normalise.ts';
import { longestFirst } from './overlaps.ts';
import { type Spelling, spellingsOf } from './spellings.ts';
import type { WordList } from './word-list.ts';

/** How words are looked for. */
export interface Manner extends Folding {
  readonly spelling: Spelling;
}

/** A listed word in a text; `begin` and `end` (exclusive) are UTF-16 indices of the text as it was written. */
export interface Hit {
  readonly category: Category;
  /** As the list writes it. */
  readonly word: string;
  readonly begin: number;
  readonly end: number;
}

/** What a folded form means: a listed word, or a phrase in which the category's words are allowed. */
interface Meaning {
  readonly is: 'word' | 'allowed';
  readonly category: Category;
  readonly word: string;
}

export interface Matcher {
  readonly automaton: Automaton;
  readonly table: FoldTable;
  /** By number of the folded form. */
  readonly meanings: readonly (readonly Meaning[])[];
  readonly lengths: Uint16Array;
  /** Words of which nothing is left when they are folded; they are never found. */
  readonly lost: readonly string[];
  readonly folded: Folded;
}

/** Builds the matcher of all lists, once; a hundred thousand words take about a second. */
export function buildMatcher(lists: readonly WordList[], manner: Manner): Matcher {
  const meanings = new Map<string, Meaning[]>();
  const lost: string[] = [];
  const learn = (meaning: Meaning): void => {
    const form = formOf(meaning.word, manner);
    if (form === '') lost.push(meaning.word);
    else for (const spelt of spellingsOf(form, manner.spelling)) append(meanings, spelt, meaning);
  };
  for (const { category, words, allowed } of lists) {
    for (const word of words) learn({ is: 'word', category, word });
    for (const word of allowed) learn({ is: 'allowed', category, word });
  }
  const forms = [...meanings.keys()];
  return {
    automaton: buildAutomaton(forms),
    table: foldTable(manner),
    meanings: [...meanings.values()],
    lengths: Uint16Array.from(forms, ({ length }) => length),
    lost,
    folded: emptyFolded(),
  };
}

/** A word as text is folded; too wide a gap in it would be one in the text. */
function formOf(word: string, manner: Manner): string {
  const { text } = normalise(word, manner);
  return manner.gaps === 'none' ? text.trim() : text.replaceAll(' ', '');
}

function append(meanings: Map<string, Meaning[]>, form: string, meaning: Meaning): void {
  const known = meanings.get(form);
  if (!known) meanings.set(form, [meaning]);
  else if (!known.some(({ is, category }) => is === meaning.is && category === meaning.category)) known.push(meaning);
}

/**
 * Listed words in a text, in one pass, in their order. In each category the leftmost is taken, and of those the longest; words inside an
 * allowed phrase are none. A word that begins or ends with a Latin letter or a digit is not found inside a longer run of them.
 */
export function scan(matcher: Matcher, text: string): readonly Hit[] {
  const { automaton, table, meanings, lengths, folded } = matcher;
  const found: (Hit & { readonly is: Meaning['is'] })[] = [];
  foldInto(folded, text, table);
  run(automaton, folded.units, folded.length, (form, last) => {
    const first = last + 1 - (lengths[form] as number);
    if (isInsideRun(matcher, text, first, last)) return;
    const begin = folded.places[first] as number;
    const end = endOfCharacter(text, folded.places[last] as number, table);
    for (const { is, category, word } of meanings[form] ?? []) found.push({ is, category, word, begin, end });
  });
  return found.length === 0 ? none : longestFirst(found);
}

const none: readonly Hit[] = [];

/** Letters go on where letters stand, digits where digits do: 「av」 is not in 「have」, 「18禁」 not in 「218禁」. */
function isInsideRun(matcher: Matcher, text: string, first: number, last: number): boolean {
  return goesOn(matcher, text, first - 1) || goesOn(matcher, text, last);
}

function goesOn({ folded: { units, places, length }, table }: Matcher, text: string, left: number): boolean {
  if (left < 0 || left + 1 >= length) return false;
  const kind = kindOf(units[left] as number);
  if (kind === 'other' || kind !== kindOf(units[left + 1] as number)) return false;
  const [begin, next] = [places[left] as number, places[left + 1] as number];
  return begin === next || endOfCharacter(text, begin, table) >= next;
}

function kindOf(unit: number): 'letter' | 'digit' | 'other' {
  if (unit >= 0x61 && unit <= 0x7a) return 'letter';
  return unit >= 0x30 && unit <= 0x39 ? 'digit' : 'other';
}
