import { spendCode } from '../world/sign-in-codes.ts';
import type { Body, Call, Endpoint } from './endpoint.ts';
import { Refusal } from './refusal.ts';

/** Who opened a page, for any app [91023]. */
export const signInEndpoints: readonly Endpoint[] = [
  { path: 'auth/getuserinfo', method: 'GET', opening: 'app', answer: userInfo },
];

function userInfo({ company, query, now }: Call): Body {
  const of = spendCode(company, query.code ?? '', now);
  if (typeof of === 'number') throw new Refusal(of);
  if ('userid' in of) return { userid: of.userid };
  return { openid: `o${of.external}`, external_userid: of.external };
}
