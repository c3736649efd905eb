const readAtMost = 1_000;
/** Most texts are plain already, and seeing that is quicker. */
const plain = /^[\p{Script=Han}a-zA-Z0-9]+$/u;

/**
 * A text that somebody chose for himself, safe to stand inside a sentence: no controls, no direction marks, no
 * invisible characters, no mark-up, no place of a sentence, no start of a formula; at most `length` characters.
 */
export function plainText(text: string, length = 40): string {
  if (text.length <= length && plain.test(text)) return text;
  const visible = text
    .slice(0, readAtMost)
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/[<>{}[\]`]/g, fullWidth)
    .trim()
    .replace(/^[=+@-]/, fullWidth);
  const letters = [...visible];
  return letters.length <= length ? visible : `${letters.slice(0, length - 1).join('')}…`;
}

const fullWidth = (sign: string): string => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0);
