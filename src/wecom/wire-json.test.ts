import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson, writeJson } from './wire-json.ts';

describe('bodies', () => {
  for (const [value, wire] of [
    [{ text: '群规提醒：请改昵称' }, '{"text":"群规提醒：请改昵称"}'],
    ['𠮷😀', '"𠮷😀"'],
    ['a\tb\nc"\\', '"a\\tb\\nc\\"\\\\"'],
    ['bell\u0007 and null\u0000', '"bell and null"'],
    ['half of a pair \ud83d', '"half of a pair "'],
  ] as const)
    test(`${wire} is sent raw`, () => expect(writeJson(value)).toBe(wire));

  test('never hold a \\u escape, whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escapes = writeJson(text)
          .replaceAll('\\\\', '')
          .match(/\\u[0-9a-f]{4}/i);
        expect(escapes).toBeNull();
      }),
    );
  });
});

describe('answers', () => {
  for (const [wire, value] of [
    ['{"seq":9007199254740993}', { seq: '9007199254740993' }],
    ['{"n":[-1234567890123456789,12]}', { n: ['-1234567890123456789', 12] }],
    ['{"text":"call 1234567890123456789 \\"now\\""}', { text: 'call 1234567890123456789 "now"' }],
    ['{"float":1.2345678901234567}', { float: 1.2345678901234567 }],
    ['{"errcode":0}', { errcode: 0 }],
  ] as const)
    test(`${wire} keeps every digit`, () => expect(readJson(wire)).toEqual(value));

  for (const [wire, value] of [
    ['{"nick":"小\\u0000太阳"}', { nick: '小\ufffd太阳' }],
    ['{"nick":"小\\uD800太阳"}', { nick: '小\ufffd太阳' }],
    ['["\\udc00"]', ['\ufffd']],
    ['{"smile":"\\ud83d\\ude00"}', { smile: '😀' }],
    ['{"words":"a backslash \\\\u0000"}', { words: 'a backslash \\u0000' }],
    ['{"n":1234567890123456789,"nick":"\\u0000"}', { n: '1234567890123456789', nick: '\ufffd' }],
  ] as const)
    test(`${wire} holds nothing that a row cannot`, () => expect(readJson(wire)).toEqual(value));

  for (const broken of ['', '{', '{"a":1234567890123456789', '<html>502</html>', '{"a":"1234567890123456789}'])
    test(`${broken || 'nothing'} is not JSON`, () => expect(() => readJson(broken)).toThrow(SyntaxError));

  test('are the same value as JSON gives while numbers are short', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wire = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(wire));
        expect(readJson(wire)).toEqual(JSON.parse(wire));
      }),
    );
  });
});
