const UNSPEAKABLE = /(?![\t\n\f\r])\p{Control}|\p{Surrogate}/gu;
const LONG_NUMBER = /\d{16}/;
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;
const LONG_INTEGER = /^-?\d{16,}$/;
/** How JSON writes what no database text can hold: U+0000, and halves of a pair (whole pairs too; those stay). */
const ESCAPED_TROUBLE = /\\u(?:0000|d[89a-f])/i;
const UNKEEPABLE = /\0|\p{Surrogate}/gu;

/** JSON as WeCom takes it: raw UTF-8. What JSON could only write as `\uXXXX` (40033) is left out. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.replace(UNSPEAKABLE, '') : part));

/**
 * Reads JSON; whole numbers of 16 digits and more, which a double would bend, become strings, and characters that no row can
 * hold become U+FFFD: one member's nickname must not keep a whole group from being read. Throws on broken JSON.
 */
export function readJson(text: string): unknown {
  const exact = LONG_NUMBER.test(text)
    ? text.replace(TEXT_OR_NUMBER, (part) => (LONG_INTEGER.test(part) ? `"${part}"` : part))
    : text;
  return ESCAPED_TROUBLE.test(exact) ? JSON.parse(exact, keepable) : JSON.parse(exact);
}

const keepable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(UNKEEPABLE, '\ufffd') : value;
