import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Corp } from '../ids.ts';
import { cookiesOf } from './cookies.ts';
import { formToken, isOurForm } from './form-token.ts';

const keysOf = (key: string) => ({
  sign: (purpose: string, text: string) => createHmac('sha256', key).update(`${purpose}/${text}`).digest('base64url'),
});
const [demo, other] = [Corp.parse('demo'), Corp.parse('other')];
const ownOrigin = 'https://qun.example.com';
const expected = formToken(keysOf('k'), demo, 'session-1');
const says = { secFetchSite: 'same-origin', origin: ownOrigin } as const;

describe('a form', () => {
  test.each([
    ['of this session', expected, says, true],
    ['from a browser that says nothing of itself', expected, { secFetchSite: null, origin: null }, true],
    ['whose page sends no Referer', expected, { secFetchSite: 'same-origin', origin: 'null' }, true],
    ['without a token', '', says, false],
    ['with a token cut short', expected.slice(0, -1), says, false],
    ['of another session', formToken(keysOf('k'), demo, 'session-2'), says, false],
    ['of another corp', formToken(keysOf('k'), other, 'session-1'), says, false],
    ['under another key', formToken(keysOf('l'), demo, 'session-1'), says, false],
    ['sent by another site', expected, { secFetchSite: 'cross-site', origin: null }, false],
    ['sent by a neighbouring host', expected, { secFetchSite: 'same-site', origin: null }, false],
    ['typed by nobody', expected, { secFetchSite: 'none', origin: null }, false],
    ['of another origin', expected, { secFetchSite: null, origin: 'https://evil.example.com' }, false],
    ['of the same host over HTTP', expected, { secFetchSite: null, origin: 'http://qun.example.com' }, false],
  ])('%s', (_, sent, from, ours) => {
    expect(isOurForm(from, { sent, expected, ownOrigin })).toBe(ours);
  });
});

describe('the cookies', () => {
  const https = cookiesOf({ slug: demo, pages: { origin: ownOrigin, verify: [] } });
  const http = cookiesOf({ slug: demo, pages: { origin: 'http://127.0.0.1:8080', verify: [] } });

  test('over HTTPS are bound to this very host', () => {
    expect(https.session('T', 60)).toBe('__Host-qungui-demo=T; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure');
    expect(http.session('T', 60)).toBe('qungui-demo=T; Path=/; Max-Age=60; HttpOnly; SameSite=Lax');
  });

  test.each([
    ['__Host-qungui-demo=T', 'T'],
    ['a=b; __Host-qungui-demo=T; c=d', 'T'],
    ['qungui-demo=T', null],
    ['__Host-qungui-other=T', null],
    ['__Host-qungui-demo-lang=T', null],
    ['__Host-qungui-demo=T; __Host-qungui-demo=U', null],
    ['', null],
  ])('of the header %j the session is %j', (header, token) => expect(https.sessionIn(header)).toBe(token));
});
