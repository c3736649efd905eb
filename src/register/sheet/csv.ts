const QUOTE = '"';

/** Rows of a CSV text [RFC 4180], its separator told by the first line. An unclosed quote ends with the text. Pure. */
export function parseCsv(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    row.push(cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (quoted && sign === QUOTE && text[at + 1] === QUOTE) {
      cell += QUOTE;
      at += 1;
    } else if (sign === QUOTE && (quoted || cell === '')) quoted = !quoted;
    else if (quoted) cell += sign;
    else if (sign === separator) endCell();
    else if (sign === '\n') endRow();
    else if (sign !== '\r' || text[at + 1] !== '\n') cell += sign;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

/** Excel writes what the machine's settings say: comma, semicolon or tab. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const count = (sign: string): number => head.split(sign).length;
  return [',', '\t', ';', '，'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Rows as CSV with CRLF, as Excel likes it. Pure. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(quotedCell).join(',')}\r\n`).join('');

const quotedCell = (cell: string): string =>
  /["\r\n,;\t，]|^\s|\s$/.test(cell) ? `"${cell.replaceAll(QUOTE, QUOTE + QUOTE)}"` : cell;
