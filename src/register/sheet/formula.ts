/** Full-width signs count, too, and so do quotes before a sign: some programs take them off. */
const FORMULA = /^['"]*[\p{Cc}=+\-@＝＋－＠]/u;

/** A cell that a spreadsheet would compute is written as text: a leading apostrophe, which Excel hides. */
export const withoutFormula = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** The same cell as it was before. */
export const asWritten = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
