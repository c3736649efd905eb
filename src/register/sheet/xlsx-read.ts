import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';

const MOST_PARTS = 500;

/** What is parsed of one workbook, at most. What is or claims to be more is not parsed at all. */
export interface Limits {
  readonly unpackedBytes: number;
  /** Elements and their attributes: each is far larger in memory than in the file. */
  readonly marks: number;
  readonly rows: number;
}

/** Why a workbook could not be read. */
export type XlsxTrouble = 'not-a-workbook' | 'too-big' | 'hostile';

/** The rows of the first sheet as texts: numbers and dates as Excel stores them. Formulas are never computed, nothing is fetched. */
export function readXlsx(bytes: Uint8Array, most: Limits): readonly (readonly string[])[] | XlsxTrouble {
  const parts = unpack(bytes, most.unpackedBytes);
  if (typeof parts === 'string') return parts;
  if (marksIn(parts) > most.marks || [...parts.values()].some(hasEndlessElement)) return 'too-big';
  if ([...parts.values()].some((xml) => /<!DOCTYPE|<!ENTITY/i.test(xml))) return 'hostile';
  try {
    const sheet = firstSheet(parts);
    return sheet === undefined ? 'not-a-workbook' : rowsOf(sheet, sharedTexts(parts), most.rows);
  } catch {
    return 'not-a-workbook'; // the parser found no XML: the answer says so
  }
}

const NEEDED = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;

function unpack(bytes: Uint8Array, mostBytes: number): ReadonlyMap<string, string> | 'not-a-workbook' | 'too-big' {
  let budget = mostBytes;
  let parts = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!NEEDED.test(name)) return false;
        parts += 1;
        budget -= originalSize; // what is inflated beyond its claim is cut off
        return budget >= 0 && parts <= MOST_PARTS;
      },
    });
    if (budget < 0 || parts > MOST_PARTS) return 'too-big';
    return new Map(Object.entries(files).map(([name, file]) => [name, strFromU8(file)]));
  } catch {
    return 'not-a-workbook'; // no ZIP at all
  }
}

/** What may be an element or an attribute, counted without a parser; ends of elements are none. */
function marksIn(parts: ReadonlyMap<string, string>): number {
  const starts = (xml: string, sign: string): number => {
    let found = 0;
    for (let at = xml.indexOf(sign); at >= 0; at = xml.indexOf(sign, at + 1)) if (xml[at + 1] !== '/') found += 1;
    return found;
  };
  return [...parts.values()].reduce((sum, xml) => sum + starts(xml, '<') + starts(xml, '='), 0);
}

/** Signs of one element with its attributes: spreadsheet programs write some hundred. */
const LONGEST_ELEMENT = 16 * 1024;

function hasEndlessElement(xml: string): boolean {
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    const end = xml.indexOf('>', at);
    if (end < 0) return false; // no XML: the parser says so
    if (end - at > LONGEST_ELEMENT) return true;
  }
  return false;
}

const LISTS = new Set(['row', 'c', 'si', 'r', 'sheet', 'Relationship']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  isArray: (name) => LISTS.has(name),
});

type Node = Readonly<Record<string, unknown>>;

const asNode = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
const asList = (value: unknown): Node[] => (Array.isArray(value) ? value.map(asNode) : []);
const attribute = (node: Node, name: string): string => String(node[`@${name}`] ?? '');

function firstSheet(parts: ReadonlyMap<string, string>): string | undefined {
  const workbook = asNode(asNode(parser.parse(parts.get('xl/workbook.xml') ?? '')).workbook);
  const rels = asNode(asNode(parser.parse(parts.get('xl/_rels/workbook.xml.rels') ?? '')).Relationships);
  const sheet = asList(asNode(workbook.sheets).sheet).find((one) => attribute(one, 'state') !== 'hidden');
  if (!sheet) return undefined;
  const target = asList(rels.Relationship).find((one) => attribute(one, 'Id') === attribute(sheet, 'id'));
  return parts.get(`xl/${attribute(target ?? {}, 'Target').replace(/^\/?(xl\/)?/, '')}`);
}

function sharedTexts(parts: ReadonlyMap<string, string>): readonly string[] {
  const xml = parts.get('xl/sharedStrings.xml');
  return xml === undefined ? [] : asList(asNode(asNode(parser.parse(xml)).sst).si).map(richText);
}

/** `<t>` alone, or runs of differently formatted text; phonetic runs are no text. */
const richText = (node: Node): string => (node.t === undefined ? asList(node.r).map(plain).join('') : plain(node));

const plain = ({ t }: Node): string => unescaped(String(asNode(t)['#text'] ?? (typeof t === 'string' ? t : '')));

function rowsOf(xml: string, shared: readonly string[], mostRows: number): string[][] {
  const rows: string[][] = [];
  for (const row of asList(asNode(asNode(asNode(parser.parse(xml)).worksheet).sheetData).row)) {
    const at = Number(attribute(row, 'r') || rows.length + 1) - 1;
    if (!(at >= rows.length) || at > mostRows) break; // one more than allowed is enough to be told
    while (rows.length < at) rows.push([]);
    rows.push(cellsOf(row, shared));
  }
  return rows;
}

const MOST_COLUMNS = 200;

function cellsOf(row: Node, shared: readonly string[]): string[] {
  const cells: string[] = [];
  for (const cell of asList(row.c)) {
    const letters = /^[A-Z]{1,3}/.exec(attribute(cell, 'r'))?.[0];
    const at = letters === undefined ? cells.length : columnOf(letters);
    if (at >= MOST_COLUMNS) continue;
    while (cells.length < at) cells.push('');
    cells[at] = textOf(cell, shared);
  }
  return cells;
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;

function textOf(cell: Node, shared: readonly string[]): string {
  const type = attribute(cell, 't');
  if (type === 'inlineStr') return richText(asNode(cell.is));
  const value = asNode(cell.v)['#text'] ?? cell.v ?? '';
  return type === 's' ? (shared[Number(value)] ?? '') : unescaped(String(value));
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and numbers; Excel's own escape for control signs is dropped. */
const unescaped = (text: string): string =>
  text
    .replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replaceAll(/_x00[01][0-9A-F]_/g, '');
