import type { Tenant } from '../tenant.ts';

/**
 * Somebody follows a link to a page of the product on his phone, lets it stand as it is proposed, takes the first proper choice where
 * nothing is, and sends it. Answers what the page then says.
 */
export async function answerOnPage(tenant: Tenant, userid: string, url: string): Promise<string> {
  const cookies = new Map<string, string>();
  const ask = async (to: string, form?: URLSearchParams): Promise<Response> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const init: RequestInit = { redirect: 'manual', headers: { cookie, 'user-agent': 'wxwork' } };
    const answer = await fetch(new URL(to, url), form ? { ...init, method: 'POST', body: form } : init);
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const placeOf = (answer: Response): string => answer.headers.get('location') ?? '';
  const back = await tenant.signIn(userid, placeOf(await ask(url)));
  const page = await (await ask(placeOf(await ask(back)))).text();
  const sent = await ask(placeOf(await ask(url, filled(page))));
  return /role="status">([^<]*)</.exec(await sent.text())?.[1] ?? '';
}

const SELECT = /<select[^>]* name="([^"]+)">([\s\S]*?)<\/select>/g;

function filled(page: string): URLSearchParams {
  const token = /name="token" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const choices = [...page.matchAll(SELECT)].map(([, name = '', options = '']): [string, string] => {
    const chosen = /value="([^"]+)" selected/.exec(options)?.[1] ?? '';
    const first = /value="((?:kind|migrate)\.[^"]+)"/.exec(options)?.[1];
    return [name, chosen === 'later' ? (first ?? chosen) : chosen];
  });
  return new URLSearchParams([['token', token], ...choices]);
}
