import { describe, expect, test } from 'vitest';
import { formBody } from './form-body.ts';

const LINE = 'x-line';
const TYPE = `multipart/form-data; boundary=${LINE}`;
const part = (head: string, value: string): string =>
  `--${LINE}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
const written = (...parts: string[]): Buffer => Buffer.from(`${parts.join('')}--${LINE}--\r\n`);
const FILE = 'name="sheet"; filename="名单.csv"';

describe('a form with a file', () => {
  test('has its fields and the bytes of the file', async () => {
    const body = written(part('name="token"', 't'), part('name="list"', '会员'), part(FILE, '编号,姓名'));
    const read = await formBody(TYPE, body);
    expect([...(read?.form ?? [])]).toEqual([
      ['token', 't'],
      ['list', '会员'],
    ]);
    expect(Buffer.from(read?.file ?? []).toString()).toBe('编号,姓名');
  });

  test('whose file was left empty has none, and no field keeps a sign that no row can', async () => {
    const body = written(part('name="lines"', 'a\0b'), part('name="sheet"; filename=""', ''));
    const read = await formBody(TYPE, body);
    expect([[...(read?.form ?? [])], read?.file]).toEqual([[['lines', 'ab']], null]);
  });

  test.each([
    ['two files', TYPE, written(part(FILE, 'a'), part(FILE, 'b'))],
    ['no boundary', 'multipart/form-data', written(part(FILE, 'a'))],
    ['another boundary', 'multipart/form-data; boundary=y', written(part(FILE, 'a'))],
    ['no end', TYPE, Buffer.from(part(FILE, 'a'))],
    ['no form at all', TYPE, Buffer.from('PK')],
  ])('%s: nothing is read', async (_, type, body) => {
    expect(await formBody(type, body)).toBeNull();
  });
});
