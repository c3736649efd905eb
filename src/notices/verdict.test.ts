import { describe, expect, test } from 'vitest';
import { HouseError } from '../errors.ts';
import { ERRCODES, explain } from '../wecom/errcodes.ts';
import { WeComRefused } from '../wecom/refused.ts';
import { resting, tokenLate, tokenRefused, unreachable, unreadable } from '../wecom/trouble.ts';
import { pauseAfter, verdictOf, verdictOfError } from './verdict.ts';

const refused = (errcode: number) => new WeComRefused('message/send', { errcode, errmsg: '' });
const sent = { msgid: 'm', responseCode: null, invalidUsers: [], unlicensedUsers: [] };

describe('an errcode of message/send', () => {
  test.each([
    [-1, 'again'],
    [6000, 'again'],
    [45033, 'again'],
    [45035, 'again'],
    [45036, 'again'],
    [45009, 'rest'],
    [40001, 'rest'],
    [40013, 'rest'],
    [40014, 'rest'],
    [40056, 'rest'],
    [40091, 'rest'],
    [42001, 'rest'],
    [43009, 'rest'],
    [43012, 'rest'],
    [45031, 'rest'],
    [48001, 'rest'],
    [48002, 'rest'],
    [48004, 'rest'],
    [48005, 'rest'],
    [48006, 'rest'],
    [48010, 'rest'],
    [48011, 'rest'],
    [50003, 'rest'],
    [60020, 'rest'],
    [60031, 'rest'],
    [301002, 'rest'],
    [40003, 'unreached'],
    [40031, 'unreached'],
    [46004, 'unreached'],
    [50002, 'unreached'],
    [60011, 'unreached'],
    [60021, 'unreached'],
    [60030, 'unreached'],
    [60111, 'unreached'],
    [81013, 'unreached'],
    [82001, 'unreached'],
    [40008, 'refused'],
    [40033, 'refused'],
    [40035, 'refused'],
    [40058, 'refused'],
    [40063, 'refused'],
    [40201, 'refused'],
    [40204, 'refused'],
    [40206, 'refused'],
    [42014, 'refused'],
    [42039, 'refused'],
    [45002, 'refused'],
    [82004, 'refused'],
  ] as const)('%i is %s', (errcode, kind) => {
    expect(verdictOfError(refused(errcode), 1)).toMatchObject({ kind, errcode });
  });

  test('of which WeCom says never is not tried again, and has words for people', () => {
    for (const [errcode, { retry, meaning, remedy }] of ERRCODES) {
      if (retry !== 'never') continue;
      expect(verdictOfError(refused(errcode), 1).kind, `${errcode}`).not.toBe('again');
      expect(meaning.zh && meaning.en && remedy.zh && remedy.en).toBeTruthy();
    }
  });

  test('that nobody knows is tried once more, then refused', () => {
    expect(explain(999_999).retry).toBe('once');
    expect(verdictOfError(refused(999_999), 1).kind).toBe('again');
    expect(verdictOfError(refused(999_999), 2)).toMatchObject({ kind: 'refused', errcode: 999_999 });
  });
});

describe('errcode 0', () => {
  test('with nobody wrong is shown', () => {
    expect(verdictOf({ ...sent, responseCode: 'c' })).toEqual({ kind: 'shown', msgid: 'm', responseCode: 'c' });
  });
  test('with the person among the invalid is not', () => {
    expect(verdictOf({ ...sent, invalidUsers: ['zhao.shiyong'] })).toMatchObject({
      kind: 'unreached',
      because: 'invaliduser',
    });
  });
  test('with the person among the unlicensed is not', () => {
    expect(verdictOf({ ...sent, unlicensedUsers: ['zhao.shiyong'] })).toMatchObject({
      kind: 'unreached',
      because: 'unlicenseduser',
    });
  });
});

describe('no answer', () => {
  test.each([
    ['the wire broke', unreachable('message/send', 'TIMEOUT'), { kind: 'again', certainty: 'uncertain' }],
    ['the answer cannot be read', unreadable('message/send', ['msgid']), { kind: 'again', certainty: 'uncertain' }],
    ['an error that nobody foresaw', new TypeError('x'), { kind: 'again', certainty: 'uncertain' }],
    ['the API rests', resting('message/send', 7_000), { kind: 'rest', restMs: 7_000 }],
    ['the token is late', tokenLate('app'), { kind: 'rest', restMs: 1_000 }],
    ['two tokens were refused', tokenRefused('message/send', 40014), { kind: 'again', certainty: 'certain' }],
    [
      'the app has no credential',
      new HouseError({ code: 'E-WECOM-SURFACE', what: '', why: '', remedy: '', retry: 'never' }),
      { kind: 'rest', because: 'E-WECOM-SURFACE' },
    ],
  ])('%s', (_, err, verdict) => {
    expect(verdictOfError(err, 1)).toMatchObject(verdict);
  });
});

test('bursts of four tries, five minutes apart', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(pauseAfter)).toEqual([
    1_000, 2_000, 4_000, 300_000, 1_000, 2_000, 4_000, 300_000, 1_000,
  ]);
});
