import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { parseCsv } from './csv.ts';
import { type Format, MOST_ROWS, readSheet, writeSheet } from './sheet.ts';
import { decodeText, ENCODINGS, encodeText } from './text-encoding.ts';

const FORMATS: readonly Format[] = [{ as: 'xlsx' }, ...ENCODINGS.map((encoding): Format => ({ as: 'csv', encoding }))];
const nameOf = (format: Format): string => (format.as === 'xlsx' ? 'xlsx' : `csv ${format.encoding}`);
const rows = [
  ['群名', '用途', '备注'],
  ['示范花园营销群', '客户"沟通", 交付', '第一行\n第二行'],
  ['', '；，', "it's & <b>"],
];

describe('a sheet', () => {
  for (const format of FORMATS) {
    test(`written as ${nameOf(format)} is read as it was, in the same format`, () => {
      expect(readSheet(writeSheet(rows, format).bytes)).toEqual({ rows, format });
    });

    test(`written as ${nameOf(format)} holds no formula, and what was meant comes back`, () => {
      const cells = ['=1+1', '+86', '-1', '@cmd', '＝1+1', '＋86', '－1', '＠cmd', "'=HYPERLINK(1)", `"'＝1`];
      const { bytes } = writeSheet([['群名'], ...cells.map((cell) => [cell])], { as: 'csv', encoding: 'utf8' });
      expect(new TextDecoder().decode(bytes)).not.toMatch(/^"*[=+\-@＝＋－＠]/m);
      expect(readSheet(writeSheet([['a', ...cells]], format).bytes).rows).toEqual([['a', ...cells]]);
    });
  }

  test('of any text survives XLSX', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll(/\p{Cc}/gu, '').trim());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }), (any) => {
        const full = any.map((row) => ['x', ...row.filter((one) => !one.startsWith("'")), 'y']);
        expect(readSheet(writeSheet(full, { as: 'xlsx' }).bytes).rows).toEqual(full);
      }),
    );
  });

  const workbook = (over: Readonly<Record<string, Uint8Array>>): Uint8Array =>
    zipSync({
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="a" r:id="rId7"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/sheet3.xml"/></Relationships>',
      ),
      ...over,
    });
  const sheet = (data: string): Uint8Array =>
    strToU8(`<x:worksheet xmlns:x="u"><x:sheetData>${data}</x:sheetData></x:worksheet>`);

  test('of Excel: shared texts, runs, numbers, gaps', () => {
    const bytes = workbook({
      'xl/sharedStrings.xml': strToU8(
        '<sst><si><t>群名</t></si><si><r><t>示范</t></r><r><t xml:space="preserve"> &amp;群</t></r><rPh><t>x</t></rPh></si></sst>',
      ),
      'xl/worksheets/sheet3.xml': sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="str"><v>到期&#26085;</v></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><v>46266</v></c></row>',
      ),
    });
    expect(readSheet(bytes).rows).toEqual([['群名', '', '到期日'], [], ['示范 &群', '', '46266']]);
  });

  test.each([
    ['declares entities', strToU8('<!DOCTYPE a [<!ENTITY x "y">]><worksheet/>'), /entities/],
    ['unpacks to more than anybody types', new Uint8Array(60 * 1024 * 1024), /unpacks/],
    ['is no XML', strToU8('<worksheet><row'), /holds no sheet/],
  ])('that %s is refused', (_name, part, why) => {
    const bytes = workbook({ 'xl/worksheets/sheet3.xml': part });
    expect(() => readSheet(bytes)).toThrow(
      expect.objectContaining({ code: 'E-USE-SHEET', why: expect.stringMatching(why) }),
    );
  });

  test.each([
    ['a browser', 'browser', 'cells', '<c/>'.repeat(400_000)],
    ['a browser', 'browser', 'rows', '<row r="1"/>'.repeat(200_000)],
    ['a browser', 'browser', 'bytes', ' '.repeat(9 * 1024 * 1024)],
    ['a browser', 'browser', 'attributes', `<c ${'a="" '.repeat(400_000)}/>`],
    ['a browser', 'browser', 'attributes in one cell', `<c ${'a="" '.repeat(4_000)}/>`],
    ['the machine', 'machine', 'cells', '<c/>'.repeat(4_000_000)],
  ] as const)('from %s (%s) with too many %s is refused before it is parsed', (_who, from, _what, data) => {
    const bytes = workbook({ 'xl/worksheets/sheet3.xml': sheet(`<row r="1">${data}</row><unclosed`) });
    expect(() => readSheet(bytes, from)).toThrow(
      expect.objectContaining({ code: 'E-USE-SHEET', why: expect.stringMatching(/too many cells/) }),
    );
  });

  test('from a browser has three thousand rows of the whole register', () => {
    const long = Array.from({ length: 3_000 }, (_, nth) => Array.from({ length: 19 }, (_, at) => `${nth} ${at}`));
    expect(readSheet(writeSheet(long, { as: 'xlsx' }).bytes, 'browser').rows).toEqual(long);
  });

  test('whose ZIP lies about its size is cut at the lie', () => {
    const bytes = workbook({
      'xl/worksheets/sheet3.xml': sheet('<row r="1"><c r="A1" t="str"><v>1</v></c></row>'.repeat(50_000)),
    });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 46 < bytes.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    expect(() => readSheet(bytes)).toThrow(/cannot be read/);
  });

  test.each([
    ['binary', Uint8Array.of(1, 0, 2)],
    ['neither UTF-8 nor GBK', Uint8Array.of(0xff, 0xff, 0x80)],
    ['rows without end', new TextEncoder().encode('群名\n'.repeat(MOST_ROWS + 1))],
  ])('that is %s is refused', (_name, bytes) => expect(() => readSheet(bytes)).toThrow(/cannot be read/));
});

describe('text', () => {
  test.each([
    ['群名', 'utf8'],
    ['群名', 'utf8-bom'],
    ['群名,张示例', 'gbk'],
  ] as const)('「%s」 in %s is known by its bytes', (text, encoding) => {
    expect(decodeText(encodeText(text, encoding).bytes)).toEqual({ text, encoding });
  });

  test('that GBK has no sign for is counted, not dropped silently', () => {
    const { bytes, lost } = encodeText('群😀', 'gbk');
    expect([new TextDecoder('gbk').decode(bytes), lost]).toEqual(['群?', 1]);
  });

  test.each([
    [
      'a\tb\tx,y\r\nd\te\tf',
      [
        ['a', 'b', 'x,y'],
        ['d', 'e', 'f'],
      ],
    ],
    [
      'a;b\n"x;\ny";z',
      [
        ['a', 'b'],
        ['x;\ny', 'z'],
      ],
    ],
    [
      '群名，用途\n甲，乙',
      [
        ['群名', '用途'],
        ['甲', '乙'],
      ],
    ],
    ['"unclosed,a', [['unclosed,a']]],
    ['', []],
  ])('%j is these rows', (text, expected) => expect(parseCsv(text)).toEqual(expected));
});
