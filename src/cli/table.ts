const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const UNSEEN = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const signs = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The columns that a text takes in a terminal: a Chinese character takes two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of signs.segment(text)) width += WIDE.test(segment) ? 2 : UNSEEN.test(segment) ? 0 : 1;
  return width;
}

/** Text of other people as it may be printed: nothing in it moves the cursor or turns the line round. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, '\ufffd');

/** Rows under their heads, two spaces between columns. Nothing at all when there are no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], indent = ''): string {
  if (rows.length === 0) return '';
  const lines = [head, ...rows].map((row) => row.map(printable));
  const widths = head.map((_, i) => Math.max(...lines.map((row) => widthOf(row[i] ?? ''))));
  return lines.map((row) => `${indent}${padded(row, widths)}\n`).join('');
}

const padded = (row: readonly string[], widths: readonly number[]): string =>
  row
    .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))
    .join('  ')
    .trimEnd();
