import { simplified } from './simplified.ts';

/** What people put between the parts of a nickname, or around one: spaces, dashes, brackets, quotes, lines. */
const separates = /[\s\p{Z}\p{Pd}\p{Pc}\p{Ps}\p{Pe}\p{Pi}\p{Pf}]/u;
/** … and signs that have no such property; 丨 and ㄧ are characters that stand for a bar. */
const alsoSeparates = new Set(`·•・‧∙⋅˙.。,，、/\\|¦丨ㄧ∣│┃─━~〜∼:;&+@#=>→'"−⁃ーˉ`);
/** What nobody sees. Direction marks are seen: they turn the text round. */
const unseen = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
const turnsRound = /[\u202a-\u202e\u2066-\u2069]/u;

/** Beyond this nothing is read: no name is as long, and a mark at the end keeps the rest from being overlooked. */
const readAtMost = 200;
const unread = '…';

const foldedCharacters = new Map<string, string>();

/**
 * A text as it is compared: one width, lower case, simplified, without separators. Joining two texts and folding gives
 * the same as folding and joining. Empty when the text holds nothing but separators.
 */
export function keyOf(text: string): string {
  let key = '';
  for (const character of text.slice(0, readAtMost).normalize('NFKC').toLowerCase()) {
    const known = foldedCharacters.get(character);
    key += known ?? fold(character);
  }
  return text.length > readAtMost ? key + unread : key;
}

function fold(character: string): string {
  const folded = isSkipped(character) ? '' : simplified(character);
  foldedCharacters.set(character, folded);
  return folded;
}

const isSkipped = (character: string): boolean =>
  separates.test(character) || alsoSeparates.has(character) || (unseen.test(character) && !turnsRound.test(character));
