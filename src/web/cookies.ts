import type { CorpConfig } from '../config.ts';

/** How long a language stays chosen. */
const YEAR_S = 31_536_000;

/**
 * The cookies of one corp: no script reads them, no other site's form sends them, and over HTTPS no neighbouring host can set
 * one (`__Host-`).
 */
export function cookiesOf({ slug, pages }: Pick<CorpConfig, 'slug' | 'pages'>) {
  const secure = pages?.origin.startsWith('https:') ?? false;
  const nameOf = (what: string): string => `${secure ? '__Host-' : ''}qungui-${slug}${what}`;
  const set = (name: string, value: string, maxAgeS: number): string =>
    `${name}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  /** One a way in, so that two windows do not disturb each other. */
  const wayName = (state: string): string => nameOf(`-way-${state.slice(0, 8)}`);
  return {
    sessionIn: (header: string): string | null => cookieIn(header, nameOf('')),
    session: (token: string, maxAgeS: number): string => set(nameOf(''), token, maxAgeS),
    noSession: (): string => set(nameOf(''), '', 0),
    wayIn: (header: string, state: string): string | null => cookieIn(header, wayName(state)),
    way: (state: string, value: string, maxAgeS: number): string => set(wayName(state), value, maxAgeS),
    noWay: (state: string): string => set(wayName(state), '', 0),
    langIn: (header: string): string | null => cookieIn(header, nameOf('-lang')),
    lang: (lang: string): string => set(nameOf('-lang'), lang, YEAR_S),
  };
}

/** The value of a cookie; null when it is not there, or there twice: then somebody else set one of them. */
function cookieIn(header: string, name: string): string | null {
  const own = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  return own.length === 1 ? (own[0] ?? '').slice(name.length + 1) : null;
}
