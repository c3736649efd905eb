import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt } from './excerpt.ts';
import { masked } from './masked.ts';
import { personalData } from './personal-data.ts';

const shown = (text: string): string => masked(text, personalData(text));
const kinds = (text: string): string[] => personalData(text).map(({ kind, proof }) => `${kind} ${proof}`);

// Invented numbers: the region 110101 with a made-up day, cards with a computed check digit.
describe('personal data', () => {
  test.each([
    ['身份证11010119900307002X请收', ['id-card checksum'], '身份证110***********002X请收'],
    ['１１０１０１１９９００３０７００２ｘ', ['id-card checksum'], '１１０***********００２ｘ'],
    ['110101 19900307 002X', ['id-card checksum'], '110*** ******** 002X'],
    ['110101900307002', ['id-card form'], '110********7002'],
    ['打13800138000', ['phone form'], '打138****8000'],
    ['138-0013-8000', ['phone form'], '138-****-8000'],
    ['138 0013 8000', ['phone form'], '138 **** 8000'],
    ['1 3 8 0 0 1 3 8 0 0 0', ['phone form'], '1 3 8 * * * * 8 0 0 0'],
    ['+86 13800138000', ['phone form'], '+86 1******8000'],
    ['8613800138000', ['phone form'], '861******8000'],
    ['①③⑧00138000', ['phone form'], '①③⑧****8000'],
    ['𝟏𝟑𝟖00138000', ['phone form'], '𝟏𝟑𝟖****8000'],
    ['138\u200b00138000', ['phone form'], '138\u200b****8000'],
    ['tel:13800138000', ['phone form'], 'tel:138****8000'],
    ['vx13800138000', ['phone form'], 'vx138****8000'],
    ['2026-11-22 13800138000', ['phone form'], '2026-11-22 138****8000'],
    ['13800138000/13900139000', ['phone form', 'phone form'], '138****8000/139****9000'],
    ['卡6222020000000000000', ['bank-card checksum'], '卡***************0000'],
    ['6222 0200 0000 0000 000', ['bank-card checksum'], '**** **** **** ***0 000'],
    ['9558800000000000000', ['bank-card checksum'], '***************0000'],
    ['370000000000002', ['bank-card checksum'], '***********0002'],
    ['4111111111111111', ['bank-card checksum'], '************1111'],
    ['zhang.shili@example.com', ['e-mail form'], 'z****.*****@example.com'],
    ['发到Ａ＠ｅｘａｍｐｌｅ．ｃｎ', ['e-mail form'], '发到*＠ｅｘａｍｐｌｅ．ｃｎ'],
  ])('%s', (text, found, hidden) => {
    expect(kinds(text)).toEqual(found);
    expect(shown(text)).toBe(hidden);
  });

  test.each([
    ['an order number that looks like an identity card', '订单110101199003070021'],
    ['an order number of eighteen digits', '202611220000123456'],
    ['an order number like a phone', '订单号:15812345678'],
    ['an order number with letters', 'SO13800138000'],
    ['an order number behind letters and a hyphen', 'PO-13800138000'],
    ['an amount', '合计13800138000.00'],
    ['an amount with its unit', '13800138000元'],
    ['an amount in thousands', '13,800,138,000'],
    ['seconds', '1795305600'],
    ['milliseconds', '1795305600123'],
    ['microseconds', '1795305600123456'],
    ['a day and a time', '20261122113000'],
    ['an address on the net', '173.194.22.101'],
    ['a group of WeCom', 'wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA13800138000'],
    ['a member of another company', 'wm13800138000AAAbbb'],
    ['a corp', 'ww0123456789012345'],
    ['a link', 'https://example.cn/p/13800138000'],
    ['a day that is none', '110101199002300026'],
    ['a card with a wrong digit', '6222020000000000001'],
    ['a card of nobody', '1234567890123452'],
    ['a longer number', '138001380001'],
    ['a phone of the fixed net', '010-12345678'],
    ['a mention', '@张示例 明天'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(kinds(text)).toEqual([]);
  });

  test('every phone is found in any grouping, and none of its middle is shown', () => {
    const digits = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }));
    const grouping = fc.constantFrom('$1$2$3', '$1 $2 $3', '$1-$2-$3', '$1·$2·$3');
    fc.assert(
      fc.property(digits, grouping, fc.constantFrom('', '请打', '好,'), ([second, rest], grouping, before) => {
        const number = `1${second}${String(rest).padStart(9, '0')}`;
        const text = before + number.replace(/^(\d{3})(\d{4})(\d{4})$/u, grouping);
        expect(kinds(text)).toEqual(['phone form']);
        expect(shown(text).replace(/[^\d*]/gu, '')).toBe(`${number.slice(0, 3)}****${number.slice(7)}`);
      }),
      { numRuns: 2000 },
    );
  });

  test('any string is welcome', () => {
    const unit = fc.constantFrom(
      '1',
      '3',
      '8',
      '0',
      '6',
      '2',
      ' ',
      '-',
      'x',
      '@',
      '.',
      'a',
      '号',
      '\ud83d',
      '\u200b',
      '２',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 80 }), fc.nat(80), fc.nat(10), (text, begin, length) => {
        for (const one of personalData(text)) expect(one.end).toBeGreaterThan(one.begin);
        expect(shown(text)).toHaveLength(text.length);
        const { text: piece } = excerpt(text, { begin, end: begin + length }, 5);
        expect([...piece].length).toBeLessThanOrEqual(80);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('an excerpt', () => {
  test.each([
    ['他们去赌博了', 3, 5, 20, '他们去赌博了', 3, 5],
    ['一二三四五赌博一二三四五', 5, 7, 2, '…四五赌博一二…', 3, 5],
    ['打13800138000赌博', 12, 14, 4, '…8000赌博', 5, 7],
    ['打13800138000赌博', 12, 14, 6, '…**8000赌博', 7, 9],
    ['13800138000', 0, 11, 20, '138****8000', 0, 11],
    ['e\u0301赌\n博', 2, 5, 1, 'e\u0301赌 博', 2, 5],
    ['👨‍👩‍👧赌博', 8, 10, 1, '👨‍👩‍👧赌博', 8, 10],
    ['短', 5, 9, 3, '短', 1, 1],
  ])('%j at %i–%i, ±%i', (text, begin, end, around, expected, at, until) => {
    expect(excerpt(text, { begin, end }, around)).toEqual({ text: expected, begin: at, end: until });
  });
});
