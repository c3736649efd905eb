import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { printable } from '../../src/cli/table.ts';
import { HouseError } from '../../src/errors.ts';
import { openLog } from '../../src/log.ts';
import { neutralise } from '../../src/notices/neutralise.ts';
import { writeSheet } from '../../src/register/sheet/sheet.ts';
import { html, pageText } from '../../src/web/html.ts';
import { HOSTILE_NAMES } from '../fixtures/hostile-names.ts';

// One list of names for every place in which a name is shown.

const NAMES = [
  ...HOSTILE_NAMES,
  '\t=1+1',
  '\r@x',
  '\n+1',
  '小\u001b[31m红',
  '上\u0000下',
  '行一\n{"level":60,"msg":"行二"}',
  '"},{"a":"',
];

describe.each(NAMES.map((name) => [JSON.stringify(name).slice(0, 60), name] as const))('%s', (_, name) => {
  test('in a message of WeCom is no mention, no markup, no link and one line', () => {
    expect(neutralise(name)).not.toMatch(/[<>\n\r]|@|\$\w|:\/\//);
  });

  test('on a page is text, in an attribute, too', () => {
    const page = pageText(html`<p title="${name}">${name}</p>`);
    expect(page.match(/<[a-z/]/gi)).toEqual(['<p', '</']);
    expect(page.split('"')).toHaveLength(3);
  });

  test.each(['csv', 'xlsx'] as const)('in a sheet (%s) is no formula', (as) => {
    const format = as === 'csv' ? ({ as, encoding: 'utf8' } as const) : ({ as } as const);
    const { bytes } = writeSheet([['name'], [name]], format);
    const text = as === 'csv' ? strFromU8(bytes) : strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? bytes);
    const cell =
      as === 'csv'
        ? text.slice(text.indexOf('\n') + 1).replace(/^"/, '')
        : text.slice(text.lastIndexOf('preserve">') + 10);
    expect(cell).not.toMatch(/^(?:"|&quot;)*[\s=+\-@＝＋－＠]/);
    expect(text).not.toContain('<f>');
  });

  test('at the command line moves no cursor and makes no line', () => {
    expect(printable(name)).not.toMatch(/[\p{Cc}]/u);
  });

  test('in a log is one line of JSON, and of foreign errors nothing', () => {
    const lines: string[] = [];
    const log = openLog('info', (line) => lines.push(line));
    const own = { code: 'E-X', what: name, why: name, remedy: '', retry: 'never' } as const;
    log.info({ err: new HouseError(own), who: name, why: name }, 'fixed words');
    log.info({ err: new Error(`duplicate key "${name}"`) }, 'fixed words');
    expect(lines.map((line) => line.trimEnd().split('\n').length)).toEqual([1, 1]);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'fixed words' });
    expect(JSON.parse(lines[0] ?? '')).not.toHaveProperty('who');
  });
});
