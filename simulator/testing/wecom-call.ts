import type { Simulator } from '../simulator.ts';
import type { Tenant } from '../tenant.ts';

export type Answer = Record<string, unknown> & { errcode: number; errmsg: string };
export type Call = (path: string, given?: Record<string, unknown> | string) => Promise<Answer>;

/** A caller with a token of its own: objects are POSTed as JSON, `a=b` is a query. */
export async function callerOf(simulator: Simulator, tenant: Tenant, secret = tenant.appSecret): Promise<Call> {
  const issued = await fetch(`${simulator.origin}/cgi-bin/gettoken?corpid=${tenant.corpid}&corpsecret=${secret}`);
  const token = (await issued.json()) as { access_token: string };
  return async (path, given = '') => {
    const query = typeof given === 'string' && given !== '' ? `&${given}` : '';
    const url = `${simulator.origin}/cgi-bin/${path}?access_token=${token.access_token}${query}`;
    const answer = await fetch(url, typeof given === 'string' ? {} : { method: 'POST', body: JSON.stringify(given) });
    return answer.json() as Promise<Answer>;
  };
}
