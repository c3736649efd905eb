/**
 * The host as machines write it: lower case, punycode, no dot at the end; undefined: it is none. Full-width letters and 。 are read as
 * browsers read them.
 */
export function asciiHost(host: string): string | undefined {
  if (!URL.canParse(`http://${host}/`)) return undefined;
  const { hostname } = new URL(`http://${host}/`);
  return hostname.replace(/\.$/u, '') || undefined;
}

/** Whether a host is this domain or lies below it; `qq.com` is not above `notqq.com` nor `qq.com.example`. */
export function isUnder(host: string, domain: string): boolean {
  const wanted = asciiHost(domain.replace(/^\*?\./u, ''));
  return wanted !== undefined && (host === wanted || host.endsWith(`.${wanted}`));
}

const shorteners = new Set(
  't.cn url.cn dwz.cn dwz.win suo.im suo.nz mrw.so sourl.cn 985.so w.url.cn rrd.me 3.cn u.jd.com bit.ly t.co goo.gl tinyurl.com ow.ly is.gd'.split(
    ' ',
  ),
);

/** Whether the host only leads elsewhere, so that nobody sees where. */
export const isShortener = (host: string): boolean => shorteners.has(host);

/** What makes a host look like another than it is; undefined: nothing. */
export function disguiseOf(host: string, written: string): 'number' | 'mixed-scripts' | undefined {
  if (/^\d+(?:\.\d+){3}$/u.test(host) || host.startsWith('[')) return 'number';
  if (!/(?:^|\.)xn--/u.test(host)) return undefined;
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
  const isMixed = (label: string): boolean => scripts.filter((script) => script.test(label)).length > 1;
  const isForeign = (label: string): boolean => /^[\p{Script=Cyrillic}\p{Script=Greek}\d-]+$/u.test(label);
  return written.split(/[.。.]/u).some((label) => isMixed(label) || isForeign(label)) ? 'mixed-scripts' : undefined;
}

/** Endings of names that are seldom anything else. Those of files are none, nor words that follow a full stop (me, in, us). */
const endings = new Set(
  'com cn net org gov edu top vip xyz site club shop store online cc tv io info biz live fun link ltd tech app dev asia hk tw mo uk jp kr ru sg eu mobi pro wang ren 中国 公司 网络 集团 网址 网店 在线 商城'.split(
    ' ',
  ),
);

/** Whether a name that nobody called a link is one by its ending. */
export function endsLikeDomain(written: string): boolean {
  const ending = written.normalize('NFKC').split(/[.。]/u).at(-1) ?? '';
  return endings.has(ending.toLowerCase());
}
