import { type Column, columnsOf, headingRow } from './columns.ts';

/** What is written in one line, by column; columns that are not there are empty. */
export type Cells = Readonly<Partial<Record<Column, string>>>;

export interface SheetLine {
  /** As spreadsheet programs count. */
  readonly row: number;
  readonly written: readonly string[];
  readonly cells: Cells;
}

/** The lines under the headings, empty ones left out; null when no row holds the headings. Pure. */
export function cellsIn(
  rows: readonly (readonly string[])[],
): { readonly headings: readonly string[]; readonly lines: readonly SheetLine[] } | null {
  const at = headingRow(rows);
  const headings = rows[at];
  if (!headings) return null;
  const columns = columnsOf(headings);
  const lines = rows.slice(at + 1).map((written, i): SheetLine => {
    const cells: Partial<Record<Column, string>> = {};
    for (const [place, column] of columns.entries()) if (column) cells[column] = written[place] ?? '';
    return { row: at + i + 2, written, cells };
  });
  return { headings, lines: lines.filter(({ written }) => written.some((cell) => cell !== '')) };
}

/** The lines that are returned, as they came, with a column that says why. */
export function withReasons(
  headings: readonly string[],
  returned: readonly { readonly cells: readonly string[]; readonly why: string }[],
): string[][] {
  const reasonAt = columnsOf(headings).indexOf('reason');
  const place = reasonAt < 0 ? headings.length : reasonAt;
  const put = (row: readonly string[], cell: string): string[] => {
    const full = Array.from({ length: Math.max(headings.length, place + 1) }, (_, i) => row[i] ?? '');
    full[place] = cell;
    return full;
  };
  return [put(headings, '原因'), ...returned.map(({ cells, why }) => put(cells, why))];
}
