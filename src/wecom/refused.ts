import { isIP } from 'node:net';
import { HouseError, type Retry } from '../errors.ts';
import type { RetryClass } from './errcodes/entry.ts';
import { explain } from './errcodes.ts';

const VERDICTS: Readonly<Record<RetryClass, Retry>> = {
  again: 'backoff',
  token: 'backoff',
  wait: { afterMs: 60_000 },
  once: 'backoff',
  never: 'never',
};

/** WeCom answered and said no. The errcode decides everything; of errmsg nothing is kept but the two facts below. */
export class WeComRefused extends HouseError {
  readonly errcode: number;
  readonly api: string;
  /** `once`: whoever retries does so a single time, then parks. */
  readonly retryClass: RetryClass;
  /** The number WeCom's support asks for. */
  readonly hint: string | null;
  /** The address from which WeCom saw this host, where it refused for that (60020); null otherwise. */
  readonly seenFrom: string | null;

  constructor(api: string, answer: { readonly errcode: number; readonly errmsg: string }) {
    const { errcode, errmsg } = answer;
    const { meaning, cause, remedy, retry } = explain(errcode);
    const seenFrom = errcode === 60020 ? addressIn(errmsg) : null;
    super({
      code: `E-WECOM-${errcode}`,
      what: `WeCom refused ${api}: ${meaning.en} (errcode ${errcode})`,
      why: seenFrom === null ? cause.en : `${cause.en} WeCom saw ${seenFrom}.`,
      remedy: remedy.en,
      retry: VERDICTS[retry],
    });
    this.name = 'WeComRefused';
    this.errcode = errcode;
    this.api = api;
    this.retryClass = retry;
    this.seenFrom = seenFrom;
    this.hint = /\bhint: ?\[(\d{1,40})\]/.exec(errmsg)?.[1] ?? null;
  }
}

/** 60020 alone names in errmsg the address WeCom saw: the one to add to the trusted IPs [90313]. Its words may change: any will do. */
function addressIn(errmsg: string): string | null {
  const named = /\bip\b[^0-9a-f]{0,5}([0-9a-f:.]{1,44}[0-9a-f])/gi;
  for (const [, found = ''] of errmsg.matchAll(named)) if (isIP(found)) return found;
  return null;
}

/** The errcode when WeCom answered and said no; null for every other failure. */
export const errcodeOf = (err: unknown): number | null => (err instanceof WeComRefused ? err.errcode : null);

/** True when WeCom refused with one of these codes. */
export const refusedWith = (err: unknown, ...errcodes: readonly number[]): boolean =>
  err instanceof WeComRefused && errcodes.includes(err.errcode);
