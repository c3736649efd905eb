import { HouseError } from '../../errors.ts';
import { parseCsv, writeCsv } from './csv.ts';
import { asWritten, withoutFormula } from './formula.ts';
import { decodeText, type Encoding, encodeText } from './text-encoding.ts';
import { type Limits, readXlsx, type XlsxTrouble } from './xlsx-read.ts';
import { writeXlsx } from './xlsx-write.ts';

/** Larger files are no registers of groups. */
export const MOST_BYTES = 10 * 1024 * 1024;
export const MOST_ROWS = 20_000;
const MOST_SIGNS = 2_000;

/** Who stands at the machine may bring the register of a large company; a browser brings some thousand rows. */
const LIMITS = {
  machine: { unpackedBytes: 48 * 1024 * 1024, marks: 4_000_000, rows: MOST_ROWS },
  browser: { unpackedBytes: 8 * 1024 * 1024, marks: 400_000, rows: MOST_ROWS },
} as const satisfies Record<string, Limits>;

/** From where a sheet comes. */
type SheetFrom = keyof typeof LIMITS;

/** How a sheet came, and how it is given back. */
export type Format = { readonly as: 'xlsx' } | { readonly as: 'csv'; readonly encoding: Encoding };

/** A sheet as texts; its first row are the headings. */
export interface Sheet {
  readonly rows: readonly (readonly string[])[];
  readonly format: Format;
}

/** Reads an XLSX or CSV file, told apart by its first bytes. Throws E-USE-SHEET with what to do when it is neither, or too big. */
export function readSheet(bytes: Uint8Array, from: SheetFrom = 'machine'): Sheet {
  if (bytes.length > MOST_BYTES) throw troubled('too-big');
  const sheet = isZip(bytes) ? readWorkbook(bytes, LIMITS[from]) : readText(bytes);
  if (sheet.rows.length > MOST_ROWS) throw troubled('too-big');
  return { ...sheet, rows: sheet.rows.map((row) => row.map((cell) => asWritten(cell.trim()).slice(0, MOST_SIGNS))) };
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

function readWorkbook(bytes: Uint8Array, most: Limits): Sheet {
  const rows = readXlsx(bytes, most);
  if (typeof rows === 'string') throw troubled(rows);
  return { rows, format: { as: 'xlsx' } };
}

function readText(bytes: Uint8Array): Sheet {
  const read = bytes.includes(0) ? null : decodeText(bytes);
  if (read === null) throw troubled('not-text');
  return { rows: parseCsv(read.text), format: { as: 'csv', encoding: read.encoding } };
}

const SHEET_NAME = '群登记册';

/** Rows as a file; no cell of it is a formula. `lost`: signs that GBK does not have. */
export function writeSheet(
  rows: readonly (readonly string[])[],
  format: Format,
  sheetName = SHEET_NAME,
): { readonly bytes: Uint8Array; readonly lost: number } {
  const safe = rows.map((row) => row.map(withoutFormula));
  if (format.as === 'csv') return encodeText(writeCsv(safe), format.encoding);
  return { bytes: writeXlsx(safe, sheetName), lost: 0 };
}

type Trouble = XlsxTrouble | 'not-text';

const TROUBLES: Readonly<Record<Trouble, readonly [why: string, remedy: string]>> = {
  'not-a-workbook': ['it begins like a workbook and holds no sheet', 'open it in Excel and save it as .xlsx once more'],
  'too-big': [
    `it is over ${MOST_BYTES / 1024 / 1024} MiB, unpacks to too much, or has too many cells or over ${MOST_ROWS} rows`,
    'split it, and remove pictures and empty rows',
  ],
  hostile: ['it defines XML entities, which no spreadsheet program writes', 'ask who made it; save it as CSV'],
  'not-text': ['it is no workbook and its text is neither UTF-8 nor GBK', 'save it as .xlsx, or as CSV UTF-8'],
};

const troubled = (trouble: Trouble): HouseError =>
  new HouseError({
    code: 'E-USE-SHEET',
    what: 'the sheet cannot be read',
    why: TROUBLES[trouble][0],
    remedy: TROUBLES[trouble][1],
    retry: 'never',
  });
