import type { Mention, Named } from '../events/message.ts';

/** What one member of a group is called: as the group shows him, and otherwise. */
export interface Called {
  readonly id: string;
  /** His nickname there, else his contact name. */
  readonly shown: string;
  /** Contact name and alias, where they are not what is shown. */
  readonly also: readonly string[];
}

/** Every name of a group's members at a moment, ready to be looked up; made once for many messages. */
export interface NameBook {
  /** Folded names by their length, the longest first. */
  readonly lengths: readonly number[];
  /** Whom a folded name is shown for, and whom it otherwise means. */
  readonly byName: ReadonlyMap<string, Bearers>;
}

/** Whom a group shows by a name, and who is called so otherwise. */
export interface Bearers {
  readonly shown: readonly string[];
  readonly also: readonly string[];
}

const ALL = ['所有人', 'all', 'everyone'].map(fold);

export function nameBook(members: readonly Called[]): NameBook {
  const byName = new Map<string, { shown: string[]; also: string[] }>();
  const add = (name: string, id: string, how: 'shown' | 'also'): void => {
    const folded = fold(name.trim());
    if (folded === '') return;
    const known = byName.get(folded) ?? { shown: [], also: [] };
    if (!known[how].includes(id)) known[how].push(id);
    byName.set(folded, known);
  };
  for (const { id, shown, also } of members) {
    add(shown, id, 'shown');
    for (const name of also) add(name, id, 'also');
  }
  const lengths = [...new Set([...byName.keys(), ...ALL].map((name) => name.length))].sort((a, b) => b - a);
  return { lengths, byName };
}

/** Whom a name means. Who is shown so comes before who is called so elsewhere; several stay several. */
export function named(book: NameBook, name: string): Named {
  const folded = fold(name);
  return ALL.includes(folded) ? { is: 'all' } : calledSo(book.byName.get(folded));
}

/** Who is called by a name of a book. */
export function calledSo(known: Bearers | undefined): Named {
  const ids = known ? (known.shown.length > 0 ? known.shown : known.also) : [];
  const [only] = ids;
  if (only === undefined) return { is: 'nobody' };
  return ids.length === 1 ? { is: 'one', id: only } : { is: 'several', ids: [...ids].sort() };
}

/** A name ends here: WeCom puts U+2005 behind it, people put a space, a stop, or the next @. */
export const END = /^(?:$|[\s\u2005，。、；：！？,;:!?)）\]】》」”"'…~～@＠])/;
/** An @ behind such a character is part of an address. */
const WITHIN_WORD = /[A-Za-z0-9._%+-]$/;
const MARK = /[@＠]/g;

/** Every `@` of a text: the longest name that ends there wins; one that fits no name is `nobody`. Linear in text × lengths. */
export function mentionsIn(text: string, book: NameBook): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const { index: at } of text.matchAll(MARK)) {
    const last = mentions.at(-1);
    if (last && at < last.at + last.length) continue; // an @ within a name
    if (WITHIN_WORD.test(text.slice(Math.max(0, at - 1), at))) continue;
    mentions.push(mentionAt(text, at, book));
  }
  return mentions.filter((mention) => mention.is !== 'nobody' || mention.length > 1);
}

function mentionAt(text: string, at: number, book: NameBook): Mention {
  for (const length of book.lengths) {
    const name = text.slice(at + 1, at + 1 + length);
    if (name.length < length || !END.test(text.slice(at + 1 + length, at + 2 + length))) continue;
    const meant = named(book, name);
    if (meant.is !== 'nobody') return { ...meant, at, length: length + 1 };
  }
  return { is: 'nobody', at, length: 1 + lengthOfWord(text, at + 1) };
}

function lengthOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && !END.test(text.charAt(end))) end += 1;
  return end - from;
}

/** Case does not tell names apart; a letter whose small form is longer stays as it is, so that places stay places. */
export function fold(name: string): string {
  const small = name.toLowerCase();
  return small.length === name.length ? small : name;
}
