import { expect, test } from 'vitest';
import { openStage } from '../testing/open-stage.ts';

const BACK = 'http://127.0.0.1:8080/h5/a/sign-in';

async function withPage() {
  const stage = await openStage();
  const { simulator, tenant } = stage;
  const way = (change: Record<string, string> = {}, path = '/connect/oauth2/authorize'): string =>
    `${simulator.origin}${path}?${new URLSearchParams({
      appid: tenant.corpid,
      agentid: String(tenant.agentId),
      redirect_uri: BACK,
      state: 'st4te',
      ...change,
    })}`;
  const get = (url: string, cookie = '') => fetch(url, { headers: { cookie }, redirect: 'manual' });
  return { ...stage, way, get };
}

test('a link on a phone opens as its person, and what other phones left is forgotten', async () => {
  const { simulator, way, get, call } = await withPage();
  const opened = await get(
    `${simulator.origin}/phone/a/li.yangben/open?url=${encodeURIComponent(way())}`,
    'qungui-a=someone; simulator-phone=a/zhou.renshi',
  );
  const cookies = opened.headers.getSetCookie();
  expect([opened.status, opened.headers.get('location')]).toEqual([303, way()]);
  expect(cookies).toEqual(['qungui-a=; Path=/; Max-Age=0', expect.stringMatching(/^simulator-phone=a\/li\.yangben;/)]);

  const back = new URL((await get(way(), 'simulator-phone=a/li.yangben')).headers.get('location') ?? '');
  expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([BACK, 'st4te']);
  expect(await call('auth/getuserinfo', `code=${back.searchParams.get('code')}`)).toMatchObject({
    errcode: 0,
    userid: 'li.yangben',
  });
});

test('a code works once, and for five minutes', async () => {
  const { clock, tenant, way, call } = await withPage();
  const codeOf = async () => new URL(await tenant.signIn('li.yangben', way())).searchParams.get('code');
  const [first, second] = [await codeOf(), await codeOf()];

  expect((await call('auth/getuserinfo', `code=${first}`)).errcode).toBe(0);
  expect((await call('auth/getuserinfo', `code=${first}`)).errcode).toBe(42022);
  await clock.move(300_001);
  expect((await call('auth/getuserinfo', `code=${second}`)).errcode).toBe(40029);
  expect((await call('auth/getuserinfo', 'code=nothing')).errcode).toBe(40029);
});

test('somebody from outside has no account', async () => {
  const { tenant, way, call } = await withPage();
  const back = new URL(await tenant.signInAsCustomer('wmKehu01', way()));
  const answer = await call('auth/getuserinfo', `code=${back.searchParams.get('code')}`);
  expect(answer).toMatchObject({ errcode: 0, external_userid: 'wmKehu01' });
  expect(answer).not.toHaveProperty('userid');
});

test('a browser of nobody is asked whose phone scans the code', async () => {
  const { way, get } = await withPage();
  const asked = await get(way({}, '/wwlogin/sso/login'));
  const page = await asked.text();
  expect([asked.status, page.includes('谁来扫码'), page.includes('as=li.yangben')]).toEqual([200, true, true]);
  expect((await get(way({ as: 'li.yangben' }, '/wwlogin/sso/login'))).status).toBe(302);
});

test.each([
  ['of an untrusted domain', { redirect_uri: 'https://evil.example.com/x' }, 'redirect_uri参数错误'],
  [
    'of a domain whose port is not registered',
    { redirect_uri: 'https://qun.example.com:8443/x' },
    'redirect_uri参数错误',
  ],
  ['of another agent', { redirect_uri: 'https://qun.example.com/x', agentid: '7' }, 'agentid参数错误'],
  ['of another corp', { appid: 'wwnobody' }, 'appid参数错误'],
])('a way in %s ends at WeCom', async (_, change, words) => {
  const { tenant, way, get } = await withPage();
  await tenant.configureApp({ trustedDomains: ['qun.example.com'] });
  const seen = await get(way(change), 'simulator-phone=a/li.yangben');
  expect([seen.status, await seen.text()]).toEqual([400, expect.stringContaining(words)]);
});
