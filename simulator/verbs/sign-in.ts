import { findEmployee } from '../world/people.ts';
import { authorize, type SignInCode } from '../world/sign-in-codes.ts';
import type { Stage } from './stage.ts';

/** What a browser does at WeCom's when a page asks who is in front of it. */
export function signInVerbs({ company, clock }: Stage) {
  const goThrough = async (of: SignInCode['of'], url: string): Promise<string> => {
    const query = Object.fromEntries(new URL(url).searchParams);
    const went = authorize(company, of, query, await clock.now());
    if ('fault' in went) throw new TypeError(went.fault);
    return went.goTo;
  };
  return {
    /** Follows a way in as this member; answers where the browser is sent, with a fresh code. */
    signIn: (userid: string, url: string): Promise<string> =>
      goThrough({ userid: findEmployee(company, userid)?.userid ?? userid }, url),
    /** The same as somebody from outside. */
    signInAsCustomer: (external: string, url: string): Promise<string> => goThrough({ external }, url),
  };
}
