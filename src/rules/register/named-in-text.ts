import type { Directory, Person } from '../../events/person.ts';
import { remembered } from '../../remembered.ts';
import { keyOf } from '../naming/nickname-key.ts';
import type { Resolved } from '../selector.ts';
import { selects } from '../selector.ts';

/** What the register writes about who approved or appointed, as a whole and piece by piece: 王示例（总裁） names both. */
const piecesOf = (text: string): ReadonlySet<string> =>
  new Set([text, ...text.split(/[^\p{L}\p{N}]+/u)].map(keyOf).filter((key) => key !== ''));

/** How many of these words (总裁, 行政人事部) stand in a text of the register, each as a piece of its own. */
export function wordsNamed(text: string, words: readonly string[]): number {
  const pieces = piecesOf(text);
  return words.filter((word) => pieces.has(keyOf(word))).length;
}

/** True when a text of the register names, by name or account, somebody whom the selector means. */
export function someoneNamed(text: string, who: Resolved, directory: Directory): boolean {
  const known = byNameAndAccount(directory);
  return [...piecesOf(text)].some((piece) => known.get(piece)?.some((person) => selects(who, person, directory)));
}

const byNameAndAccount = remembered((directory: Directory) => {
  const known = new Map<string, Person[]>();
  for (const person of directory.persons.values())
    for (const key of new Set([keyOf(person.name), keyOf(person.userid ?? '')]))
      if (key !== '') known.set(key, [...(known.get(key) ?? []), person]);
  return known;
});
