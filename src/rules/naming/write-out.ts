import type { Part } from './labels.ts';

const lengthOf = (text: string): number => [...text].length;
const cutTo = (text: string, length: number): string => [...text].slice(0, Math.max(0, length)).join('');

/**
 * The exact nickname to paste, at most `maxLength` characters: full names where they fit, else short ones, else a cut
 * one. A person's name is never cut; when it alone fills the length the rest is left out.
 */
export function writeOut(parts: readonly Part[], separator: string, maxLength: number): string {
  const texts = parts.map((part) => part.written[0] ?? '');
  const join = () => texts.filter((text) => text !== '').join(separator);
  for (let excess = lengthOf(join()) - maxLength; excess > 0; excess = lengthOf(join()) - maxLength) {
    const at = longest(parts, texts);
    if (at === undefined) return join();
    texts[at] = shorter(parts[at], texts[at] ?? '') ?? cutOrDropped(texts[at] ?? '', excess);
  }
  return join();
}

/** The longest part that is not the name and still holds something. */
function longest(parts: readonly Part[], texts: readonly string[]): number | undefined {
  let found: number | undefined;
  parts.forEach((part, at) => {
    const length = lengthOf(texts[at] ?? '');
    if (part.kind === 'name' || length === 0) return;
    if (found === undefined || length > lengthOf(texts[found] ?? '')) found = at;
  });
  return found;
}

const shorter = (part: Part | undefined, text: string): string | undefined =>
  part?.written.find((other) => lengthOf(other) < lengthOf(text) && !isCut(part, text));

const isCut = (part: Part, text: string): boolean => !part.written.includes(text);

/** A single character names no department. */
const cutOrDropped = (text: string, excess: number): string => {
  const cut = cutTo(text, lengthOf(text) - excess);
  return lengthOf(cut) < 2 ? '' : cut;
};
