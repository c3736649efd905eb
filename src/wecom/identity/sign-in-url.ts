const WECOM = 'https://qyapi.weixin.qq.com';

/** In WeCom's or WeChat's own browser the person is known; any other shows a code to scan. */
export type PageClient = 'wecom' | 'browser';

/** Which of the two a browser says it is. */
export const pageClientOf = (userAgent: string): PageClient =>
  /wxwork|micromessenger/i.test(userAgent) ? 'wecom' : 'browser';

interface Asking {
  readonly corpid: string;
  readonly agentId: number;
  /** Its host must be the app's trusted domain, port included [91335]. */
  readonly returnTo: string;
  /** Letters and digits, at most 128 [91022]. */
  readonly state: string;
  readonly lang: 'zh' | 'en';
}

/** Where a browser learns who is in front of it: silently inside WeCom [91022], by a scanned code elsewhere [98152]. Pure. */
export function signInUrl(wecomOrigin: string, client: PageClient, asking: Asking): string {
  const { corpid, agentId, returnTo, state, lang } = asking;
  const shared = { appid: corpid, agentid: String(agentId), redirect_uri: returnTo, state };
  if (client === 'browser') {
    const query = new URLSearchParams({ login_type: 'CorpApp', ...shared, lang });
    return `${placeOf(wecomOrigin, 'https://login.work.weixin.qq.com')}/wwlogin/sso/login?${query}`;
  }
  const query = new URLSearchParams({ ...shared, response_type: 'code', scope: 'snsapi_base' });
  return `${placeOf(wecomOrigin, 'https://open.weixin.qq.com')}/connect/oauth2/authorize?${query}#wechat_redirect`;
}

/** A simulator plays all of WeCom at one address. */
const placeOf = (wecomOrigin: string, real: string): string => (wecomOrigin === WECOM ? real : wecomOrigin);
