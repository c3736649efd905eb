import { HouseError } from '../errors.ts';
import { explain } from './errcodes.ts';

// What can go wrong before WeCom has said yes or no. Each names the API's path and one word of the cause: never a URL,
// which carries the token, nor the error of the HTTP library, which carries the URL.

/** No answer, or none that can be read: what WeCom did with the request is unknown. */
export const unreachable = (api: string, word: string): HouseError =>
  new HouseError({
    code: 'E-WECOM-UNREACHABLE',
    what: `no usable answer from WeCom to ${api}`,
    why: word,
    remedy: 'It is tried again by itself. If it stays: check DNS, firewall and TLS from this host to WeCom.',
    retry: 'backoff',
  });

/** WeCom said yes in a shape we do not know. `where` holds paths of fields, never values. */
export const unreadable = (api: string, where: readonly string[]): HouseError =>
  new HouseError({
    code: 'E-WECOM-ANSWER',
    what: `the answer of WeCom to ${api} lacks what we read`,
    why: `unexpected at ${where.slice(0, 5).join(', ')}`,
    remedy: 'WeCom may have changed the API: report the API and the fields to the developers.',
    retry: 'backoff',
  });

/** The API rests: its rate limit was reached. */
export const resting = (api: string, afterMs: number): HouseError =>
  new HouseError({
    code: 'E-WECOM-PACE',
    what: `${api} rests`,
    why: 'its rate limit was reached (45009, or our own count of this minute)',
    remedy: 'It goes on by itself. If it keeps coming, look for another program that shares the app.',
    retry: { afterMs: Math.ceil(afterMs) },
  });

/** Somebody else is fetching the token and has not finished. */
export const tokenLate = (surface: string): HouseError =>
  new HouseError({
    code: 'E-WECOM-TOKEN-LATE',
    what: `the access token of surface ${surface} is not there yet`,
    why: 'another caller or process is fetching it',
    remedy: 'It is tried again by itself.',
    retry: { afterMs: 1_000 },
  });

/** Two tokens in a row were refused for one call. */
export const tokenRefused = (api: string, errcode: number): HouseError =>
  new HouseError({
    code: 'E-WECOM-TOKEN',
    what: `WeCom refused two access tokens in a row for ${api} (errcode ${errcode})`,
    why: 'another program with the same secret may be replacing the token at this moment',
    remedy: 'It is tried again by itself. Give every program an app, or at least a secret, of its own.',
    retry: 'backoff',
  });

/** Why a surface is broken, as its row keeps it: the errcode of `gettoken`, or that fresh tokens are refused. */
export type Breakage = 'token-refused' | `gettoken ${number}`;

/** The surface's credential does not work: nothing is asked until `afterMs` have passed. */
export function secretBroken(surface: string, because: string, afterMs: number): HouseError {
  const errcode = /^gettoken (-?\d+)$/.exec(because)?.[1];
  const { meaning, cause, remedy } = explain(Number(errcode ?? SECRET_IS_WRONG));
  return new HouseError({
    code: 'E-WECOM-SECRET',
    what: `surface ${surface} gets no working access token`,
    why: errcode ? `${meaning.en} (errcode ${errcode}): ${cause.en}` : TOKENS_REFUSED,
    remedy: `${remedy.en} Then run \`qungui doctor\`. It is tried once a minute.`,
    retry: { afterMs: Math.max(1_000, Math.ceil(afterMs)) },
  });
}

const SECRET_IS_WRONG = 40001;

const TOKENS_REFUSED =
  'WeCom refuses every token just issued: another program with the same secret keeps replacing it, or corpid and secret are of another surface';

/** The corp's configuration has no credential for this. */
export const noSurface = (corp: string, surface: string): HouseError =>
  new HouseError({
    code: 'E-WECOM-SURFACE',
    what: `corp ${corp} has no usable surface ${surface}`,
    why: 'its secret or its agentid is not configured',
    remedy: `Add corps.${corp}.surfaces.${surface} with agentId and secret to qungui.yaml and restart.`,
    retry: 'never',
  });

/** The configured address may not be called. */
export const badOrigin = (why: string): HouseError =>
  new HouseError({
    code: 'E-WECOM-ORIGIN',
    what: "WeCom's address is refused",
    why,
    remedy: 'Use https://qyapi.weixin.qq.com, or the simulator on loopback.',
    retry: 'never',
  });
