import type { PersonalData, PersonalKind } from './personal-data.ts';

/** One character of a text and what is shown of it. */
export interface Shown {
  readonly at: number;
  readonly as: string;
}

/** How many of the first and of the last digits or letters stay readable. */
const kept: Readonly<Record<PersonalKind, readonly [first: number, last: number]>> = {
  'id-card': [3, 4],
  phone: [3, 4],
  'bank-card': [0, 4],
  'e-mail': [1, 0], // of what stands before the @
};

/** The text with each found number or address hidden but for its ends; separators stay. */
export const masked = (text: string, found: readonly PersonalData[]): string =>
  shownOf(text, found)
    .map(({ as }) => as)
    .join('');

/** The same, character by character. */
export function shownOf(text: string, found: readonly PersonalData[]): readonly Shown[] {
  const hidden = new Set(found.flatMap((one) => hiddenOf(text, one)));
  const shown: Shown[] = [];
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    shown.push({ at, as: hidden.has(at) ? '*' : character });
    at += character.length;
  }
  return shown;
}

function hiddenOf(text: string, { kind, begin, end }: PersonalData): number[] {
  const places: number[] = [];
  for (let at = begin; at < end; ) {
    const character = String.fromCodePoint(text.codePointAt(at) as number);
    if (kind === 'e-mail' && /[@＠﹫]/u.test(character)) break;
    if (/[\p{L}\p{N}]/u.test(character)) places.push(at);
    at += character.length;
  }
  const [first, last] = kept[kind];
  return places.slice(Math.min(first, places.length - 1), places.length - last);
}
