import { describe, expect, test } from 'vitest';
import { ACCESS } from './errcodes/access.ts';
import { GROUPS } from './errcodes/groups.ts';
import { MESSAGES } from './errcodes/messages.ts';
import { PEOPLE } from './errcodes/people.ts';
import { ERRCODES, explain } from './errcodes.ts';
import { WeComRefused } from './refused.ts';

const rows = [...ACCESS, ...PEOPLE, ...GROUPS, ...MESSAGES];
const refused = (errcode: number, errmsg = '') => new WeComRefused('message/send', { errcode, errmsg });

describe('the table of errcodes', () => {
  test('has at least 120 codes, each once', () => {
    expect(new Set(rows.map(([code]) => code)).size).toBe(rows.length);
    expect(ERRCODES.size).toBeGreaterThanOrEqual(120);
  });

  test('says meaning, cause and remedy of every code in Chinese and in English', () => {
    const poor = [...ERRCODES.values()].filter(({ meaning, cause, remedy }) =>
      [meaning, cause, remedy].some(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || !/[a-z]{3}/.test(en)),
    );
    expect(poor).toEqual([]);
  });

  test('gives every code a class and a page', () => {
    const odd = [...ERRCODES.values()].filter(
      ({ retry, doc }) => !['again', 'token', 'wait', 'once', 'never'].includes(retry) || doc < 90_000 || doc > 102_000,
    );
    expect(odd).toEqual([]);
  });
});

describe('classes that decide what happens next', () => {
  for (const [retry, codes] of [
    ['again', [-1, 6000, 45033, 45035, 45036, 301026]],
    ['token', [40014, 42001, 42012]],
    ['wait', [45009]],
    ['never', [40001, 40003, 40008, 40013, 40033, 40056, 40091, 42014, 42016, 42051, 42052, 46004, 48002, 49008]],
    ['never', [50003, 60011, 60020, 60111, 60140, 81013, 82001, 84061, 86008, 86216, 90501, 90509, 92002, 301002]],
  ] as const)
    for (const code of codes) test(`${code} is ${retry}`, () => expect(explain(code).retry).toBe(retry));

  for (const code of [40001, 40013, 40091, 45009, 48002, 48006, 48011, 50003, 60011, 60020, 301002, 301052])
    test(`${code} calls a person`, () => expect(explain(code).alarm).toBe(true));

  for (const code of [-1, 40014, 42001, 49008, 60111, 60140, 84061, 90501])
    test(`${code} calls nobody`, () => expect(explain(code).alarm).toBe(false));

  test('every named card code is there', () => {
    const missing = [
      14, 15, 16, 17, 18, 19, 20, 27, 28, 29, 30, 31, 33, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 49, 50,
      51,
    ]
      .map((last) => 42_000 + last)
      .filter((code) => !ERRCODES.has(code));
    expect(missing).toEqual([]);
  });
});

describe('a code nobody knows', () => {
  test('is tried once more, then a person looks, with the place to look it up', () => {
    const { retry, alarm, remedy } = explain(98_765);
    expect({ retry, alarm }).toEqual({ retry: 'once', alarm: true });
    expect(remedy.zh).toContain('devtool/query?e=98765');
  });
});

describe('a refusal', () => {
  for (const [errcode, retry] of [
    [-1, 'backoff'],
    [40014, 'backoff'],
    [45009, { afterMs: 60_000 }],
    [60020, 'never'],
    [81013, 'never'],
    [98_765, 'backoff'],
  ] as const)
    test(`with ${errcode} carries code, errcode and verdict`, () => {
      expect(refused(errcode)).toMatchObject({ code: `E-WECOM-${errcode}`, errcode, api: 'message/send', retry });
    });

  test('with 60020 names the address WeCom saw and where to list it', () => {
    const err = refused(
      60020,
      'not allow to access from your ip, hint: [1700000000_12_0ab], from ip: 203.0.113.7, more info at …',
    );
    expect(err.why).toContain('WeCom saw 203.0.113.7.');
    expect(err.remedy).toContain('企业可信IP');
  });

  test('with 60020 and an IPv6 address names it too', () => {
    expect(refused(60020, 'from ip: 2001:db8::7, more').why).toContain('2001:db8::7');
  });

  test('with 60020 and something that is no address stays silent about it', () => {
    expect(refused(60020, 'from ip: 999.1.1.1').why).not.toContain('WeCom saw');
  });

  test('keeps the hint for WeCom support and no other word of errmsg', () => {
    const err = refused(40058, 'bad thing TOPSECRET, hint: [176312345612345678], rid: x');
    expect(err.hint).toBe('176312345612345678');
    expect(JSON.stringify({ ...err, message: err.message, stack: err.stack })).not.toContain('TOPSECRET');
  });
});
