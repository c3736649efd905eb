import type { Company } from './company.ts';

/** What a redirect brings back: good once, for five minutes [91023]. */
export interface SignInCode {
  /** The account of a member, or the id of a customer who opened the page. */
  readonly of: { readonly userid: string } | { readonly external: string };
  readonly issuedAt: Date;
  spent: boolean;
}

/** How long a code works. */
const LASTS_MS = 5 * 60_000;

/** Why a redirect shows a page of WeCom's own in the place of ours [91022, 91335]. */
export type SignInFault = 'redirect_uri参数错误' | 'agentid参数错误';

export interface SignInQuery {
  readonly redirect_uri?: string;
  readonly state?: string;
  readonly agentid?: string;
}

/** Where the browser of this person is sent, with a fresh code; or what WeCom shows him. */
export function authorize(
  company: Company,
  of: SignInCode['of'],
  { redirect_uri = '', state = '', agentid = '' }: SignInQuery,
  now: Date,
): { readonly goTo: string } | { readonly fault: SignInFault } {
  const { trustedDomains } = company.settings;
  if (!URL.canParse(redirect_uri)) return { fault: 'redirect_uri参数错误' };
  const goTo = new URL(redirect_uri);
  if (trustedDomains && !trustedDomains.includes(goTo.host)) return { fault: 'redirect_uri参数错误' };
  if (agentid !== String(company.surfaces.app.agentId)) return { fault: 'agentid参数错误' };
  const code = company.chance.word(43);
  company.signInCodes.set(code, { of, issuedAt: now, spent: false });
  goTo.searchParams.set('code', code);
  goTo.searchParams.set('state', state);
  return { goTo: goTo.href };
}

/** Who a code is of; an errcode when it is none, too old, or was spent. */
export function spendCode(company: Company, code: string, now: Date): SignInCode['of'] | number {
  const known = company.signInCodes.get(code);
  if (!known || now.getTime() - known.issuedAt.getTime() > LASTS_MS) return 40029;
  if (known.spent) return 42022;
  known.spent = true;
  return known.of;
}
