import { simplified } from '../../content/simplified.ts';

/** What people put between the parts of a nickname, or around one: spaces, dashes, brackets, quotes, lines. */
const separates = /[\s\p{Z}\p{Pd}\p{Pc}\p{Ps}\p{Pe}\p{Pi}\p{Pf}]/u;
/** … and signs that have no such property; 丨 and ㄧ are characters that stand for a bar. */
const alsoSeparates = new Set(`·•・‧∙⋅˙.。,，、/\\|¦丨ㄧ∣│┃─━~〜∼:;&+@#=>→'"−⁃ーˉ`);
/** What nobody sees. Direction marks are seen: they turn the text round. */
const unseen = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
const turnsRound = /[\u202a-\u202e\u2066-\u2069]/u;

/** Beyond this nothing is read: no name is as long, and a sign at the end keeps the rest from being overlooked. */
const readAtMost = 200;
const unread = '█';

/**
 * A text as it is compared: one width, lower case, simplified, without separators. Joining two texts and folding gives
 * the same as folding and joining. Empty when the text holds nothing but separators.
 */
export function keyOf(text: string): string {
  const read = text.length > readAtMost ? text.slice(0, readAtMost) + unread : text;
  return byCharacter(read) ?? [...read.normalize('NFKC')].map(foldAlone).join('');
}

/** Stands for a character that changes the one before it: the text must be composed before it is read. */
const joins = 'joins';
const joining = /^[\p{M}\u1160-\u11ff]/u;

const folded = new Map<number, string>();

/** Most texts can be read character by character, which is fast; undefined when this one cannot. */
function byCharacter(text: string): string | undefined {
  let key = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at += 1;
    const part = folded.get(code) ?? learn(code);
    if (part === joins) return undefined;
    key += part;
  }
  return key;
}

function learn(code: number): string {
  const character = String.fromCodePoint(code);
  const composed = character.normalize('NFKC');
  const part = joining.test(composed) && !isSkipped(character) ? joins : [...composed].map(foldAlone).join('');
  folded.set(code, part);
  return part;
}

const foldAlone = (character: string): string => (isSkipped(character) ? '' : simplified(character.toLowerCase()));

const isSkipped = (character: string): boolean =>
  separates.test(character) || alsoSeparates.has(character) || (unseen.test(character) && !turnsRound.test(character));
