import { w } from '../../wecom/errcodes/entry.ts';
import { DOMAIN } from '../../wecom/errcodes/remedies.ts';
import { type Check, type Finding, fails, fine, found, warns } from '../check.ts';
import { refusal } from '../refusal.ts';

/** The app's trusted domain as `agent/get` names it must be the host of the pages, port included [90227, 91335]. */
export const trustedDomain: Check = {
  id: 'trusted-domain',
  title: w('可信域名', 'trusted domain'),
  async look({ asked, corp }) {
    const { pages } = corp;
    if (!pages) return fine(w('没有开通网页，用不着', 'not needed: pages are not switched on'));
    const { host } = new URL(pages.origin);
    const says = w(`应当是 ${host}`, `must be ${host}`);
    try {
      const app = await asked.app();
      if (app.trustedDomain.toLowerCase() !== host) return found(says, another(app.trustedDomain, host));
      return found(says, ...elsewhere(app.homeUrl, `${pages.origin}/h5/${corp.slug}`));
    } catch (err) {
      return found(says, refusal('trusted-domain', err, DOMAIN, [host]));
    }
  },
};

const another = (domain: string, host: string): Finding =>
  fails({
    what: domain
      ? w(`可信域名是 ${domain}，网页在 ${host}`, `the trusted domain is ${domain}, the pages are at ${host}`)
      : w('还没有设置可信域名', 'no trusted domain is set'),
    why: w(
      '打开网页的人只会看到企业微信的「redirect_uri参数错误」（50001）。',
      'Whoever opens a page sees nothing but WeCom\'s "redirect_uri参数错误" (50001).',
    ),
    where: DOMAIN,
    paste: [host],
  });

const elsewhere = (homeUrl: string, wanted: string): Finding[] =>
  homeUrl.replace(/\/$/, '') === wanted
    ? []
    : [
        warns({
          what: homeUrl
            ? w(`应用主页是 ${homeUrl}`, `the app's home page is ${homeUrl}`)
            : w('还没有设置应用主页', 'the app has no home page'),
          why: w('点开应用的人到不了自己的网页。', 'Whoever opens the app does not come to our pages.'),
          where: w('管理后台 → 应用管理 → 本应用 → 应用主页', 'Admin console → 应用管理 → the app → 应用主页'),
          paste: [wanted],
        }),
      ];
