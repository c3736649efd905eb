const UNSPEAKABLE = /(?![\t\n\f\r])\p{Control}|\p{Surrogate}/gu;
const LONG_NUMBER = /\d{16}/;
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;
const LONG_INTEGER = /^-?\d{16,}$/;

/** JSON as WeCom takes it: raw UTF-8. What JSON could only write as `\uXXXX` (40033) is left out. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.replace(UNSPEAKABLE, '') : part));

/** Reads JSON; whole numbers of 16 digits and more, which a double would bend, become strings. Throws on broken JSON. */
export function readJson(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return JSON.parse(text.replace(TEXT_OR_NUMBER, (part) => (LONG_INTEGER.test(part) ? `"${part}"` : part)));
}
