import { type Shown, shownOf } from './masked.ts';
import { personalData } from './personal-data.ts';

/** A piece of a text around a place. */
export interface Excerpt {
  /** Other people's personal data in it is masked; `…` where the text goes on. */
  readonly text: string;
  /** Where in `text` the place begins and ends (UTF-16, exclusive). */
  readonly begin: number;
  readonly end: number;
}

/** What stands at a place (UTF-16, `end` exclusive) and up to so many characters before and behind it, on one line. */
export function excerpt(
  text: string,
  place: { readonly begin: number; readonly end: number },
  around: number,
): Excerpt {
  const shown = shownOf(text, personalData(text));
  const first = shown.findIndex(({ at, as }) => at + as.length > place.begin || at >= place.begin);
  const begin = first === -1 ? shown.length : first;
  const behind = shown.findIndex(({ at }) => at >= place.end);
  const end = behind === -1 ? shown.length : behind;
  let from = Math.max(0, begin - around);
  while (isInside(shown, from)) from -= 1;
  let until = Math.min(shown.length, end + around);
  while (isInside(shown, until)) until += 1;
  const part = (a: number, b: number): string =>
    shown
      .slice(a, b)
      .map(({ as }) => (/\s/u.test(as) ? ' ' : as))
      .join('');
  const before = (from > 0 ? '…' : '') + part(from, begin);
  const inside = part(begin, end);
  return {
    text: before + inside + part(end, until) + (until < shown.length ? '…' : ''),
    begin: before.length,
    end: before.length + inside.length,
  };
}

/** Accents, joiners and selectors stay with the character before them, and what is joined stays together. */
function isInside(shown: readonly Shown[], nth: number): boolean {
  if (nth === 0 || nth >= shown.length) return false;
  return /^[\p{M}\p{Cf}\p{Emoji_Modifier}]$/u.test(shown[nth]?.as ?? '') || shown[nth - 1]?.as === '\u200d';
}
