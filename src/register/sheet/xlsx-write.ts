import { strToU8, zipSync } from 'fflate';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Parts are stored with this day, so that the same rows are the same bytes. */
const DAY = new Date(Date.UTC(2000, 0, 1));

/** One sheet of text cells, its first row frozen and filterable. */
export function writeXlsx(rows: readonly (readonly string[])[], sheetName: string): Uint8Array {
  const file = (xml: string): Uint8Array => strToU8(HEAD + xml);
  return zipSync(
    {
      '[Content_Types].xml': file(
        `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
      ),
      '_rels/.rels': file(relationships(`${OFFICE}/officeDocument`, 'xl/workbook.xml')),
      'xl/workbook.xml': file(
        `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': file(relationships(`${OFFICE}/worksheet`, 'worksheets/sheet1.xml')),
      'xl/worksheets/sheet1.xml': file(sheetOf(rows)),
    },
    { mtime: DAY },
  );
}

const relationships = (type: string, target: string): string =>
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${type}" Target="${target}"/></Relationships>`;

function sheetOf(rows: readonly (readonly string[])[]): string {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const all = `A1:${lettersOf(width - 1)}${Math.max(1, rows.length)}`;
  const data = rows.map((row, at) => `<row r="${at + 1}">${row.map((cell, i) => cellOf(cell, i, at)).join('')}</row>`);
  return [
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols><col min="1" max="${width}" width="18" customWidth="1"/></cols>`,
    `<sheetData>${data.join('')}</sheetData><autoFilter ref="${all}"/></worksheet>`,
  ].join('');
}

const cellOf = (cell: string, column: number, row: number): string =>
  cell === ''
    ? ''
    : `<c r="${lettersOf(column)}${row + 1}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;

const lettersOf = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : lettersOf(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));

/** XML has no place for most control signs. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\P{Cc}\t\n]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
