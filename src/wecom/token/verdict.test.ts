import { describe, expect, test } from 'vitest';
import { reasonOf, type TokenRow, verdictOf } from './verdict.ts';

const now = new Date('2026-03-02T01:00:00Z');
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

const row = (over: Partial<TokenRow> = {}): TokenRow => ({
  value: 'sealed',
  issuedAt: inSeconds(-3_600),
  expiresAt: inSeconds(3_600),
  refreshingUntil: null,
  refusals: 0,
  brokenUntil: null,
  brokenBecause: null,
  now,
  ...over,
});

const none = { value: null, expiresAt: null } as const;

describe('what a caller does who sees', () => {
  for (const [what, over, verdict] of [
    ['a token with an hour to go', {}, 'use'],
    ['a token with 301 s to go', { expiresAt: inSeconds(301) }, 'use'],
    ['a token with 300 s to go', { expiresAt: inSeconds(300) }, 'renew-ahead'],
    [
      'a token with 300 s to go that somebody renews',
      { expiresAt: inSeconds(300), refreshingUntil: inSeconds(5) },
      'use',
    ],
    [
      'a token with 300 s to go whose renewer died',
      { expiresAt: inSeconds(300), refreshingUntil: inSeconds(-1) },
      'renew-ahead',
    ],
    ['a token with 300 s to go and a broken secret', { expiresAt: inSeconds(300), brokenUntil: inSeconds(5) }, 'use'],
    ['a token that ends now', { expiresAt: now }, 'renew'],
    ['no token', none, 'renew'],
    ['no token, and somebody fetching', { ...none, refreshingUntil: inSeconds(5) }, 'wait'],
    ['no token, and a fetcher who died', { ...none, refreshingUntil: now }, 'renew'],
    ['no token and a broken secret', { ...none, brokenUntil: inSeconds(5) }, 'broken'],
    ['no token and a secret that was broken', { ...none, brokenUntil: now }, 'renew'],
  ] as const)
    test(`${what}: ${verdict}`, () => expect(verdictOf(row(over), true)).toBe(verdict));

  test('a token this process knows to be refused: renew', () => expect(verdictOf(row(), false)).toBe('renew'));
});

describe('why a token is fetched', () => {
  for (const [over, reason] of [
    [{ ...none, issuedAt: null }, 'first'],
    [none, 'refused'],
    [{ expiresAt: now }, 'expired'],
  ] as const)
    test(reason, () => expect(reasonOf(row(over), 'renew')).toBe(reason));

  test('expiring', () => expect(reasonOf(row(), 'renew-ahead')).toBe('expiring'));
});
