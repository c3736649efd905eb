import { describe, expect, test } from 'vitest';
import { playing } from '../../../test/wecom/played-client.ts';
import { openIdentity } from './open-identity.ts';
import { pageClientOf, signInUrl } from './sign-in-url.ts';

describe('a code', () => {
  test.each([
    [
      'of a member, whatever the case of his account',
      { userid: 'Li.Yangben' },
      { kind: 'member', userid: 'li.yangben' },
    ],
    ['of a customer', { openid: 'oKehu', external_userid: 'wmKehu01' }, { kind: 'stranger' }],
    ['of somebody of a linked corp', { userid: 'ww0123456789/li.yangben' }, { kind: 'stranger' }],
    ['of nobody', { userid: '' }, { kind: 'stranger' }],
  ])('%s', async (_, answer, visitor) => {
    const { client, asked } = playing({ 'auth/getuserinfo': () => ({ errcode: 0, ...answer }) });
    expect(await openIdentity(client).visitor('CODE')).toEqual(visitor);
    expect(asked).toEqual([{ surface: 'app', api: 'auth/getuserinfo', kind: 'write', params: { code: 'CODE' } }]);
  });

  test.each([-1, 40029, 42022, 50001])('that WeCom answers with %i is asked about once', async (errcode) => {
    const { client, asked } = playing({ 'auth/getuserinfo': () => ({ errcode }) });
    await expect(openIdentity(client).visitor('CODE')).rejects.toMatchObject({ errcode });
    expect(asked).toHaveLength(1);
  });
});

describe('the way in', () => {
  const asking = {
    corpid: 'wwdemo0123456789ab',
    agentId: 1_000_002,
    returnTo: 'https://qun.example.com/h5/demo/sign-in',
    state: 'ab12',
    lang: 'zh',
  } as const;

  test.each([
    ['Mozilla/5.0 (iPhone) AppleWebKit MicroMessenger/7.0.1 wxwork/4.1.0', 'wecom'],
    ['Mozilla/5.0 (Windows NT 10.0) wxwork/4.1.0 WindowsWechat', 'wecom'],
    ['Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0', 'wecom'],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/142', 'browser'],
    ['', 'browser'],
  ])('of %s', (userAgent, client) => expect(pageClientOf(userAgent)).toBe(client));

  test('inside WeCom is silent and ends in the mark that WeCom wants', () => {
    const url = new URL(signInUrl('https://qyapi.weixin.qq.com', 'wecom', asking));
    expect([url.origin + url.pathname, url.hash]).toEqual([
      'https://open.weixin.qq.com/connect/oauth2/authorize',
      '#wechat_redirect',
    ]);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      appid: asking.corpid,
      agentid: '1000002',
      redirect_uri: asking.returnTo,
      response_type: 'code',
      scope: 'snsapi_base',
      state: 'ab12',
    });
  });

  test('elsewhere shows a code to scan', () => {
    const url = new URL(signInUrl('https://qyapi.weixin.qq.com', 'browser', asking));
    expect(url.origin + url.pathname).toBe('https://login.work.weixin.qq.com/wwlogin/sso/login');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      login_type: 'CorpApp',
      appid: asking.corpid,
      agentid: '1000002',
      redirect_uri: asking.returnTo,
      state: 'ab12',
      lang: 'zh',
    });
  });

  test.each(['wecom', 'browser'] as const)('of a simulator is at its own address: %s', (client) =>
    expect(new URL(signInUrl('http://127.0.0.1:9099', client, asking)).origin).toBe('http://127.0.0.1:9099'),
  );
});
