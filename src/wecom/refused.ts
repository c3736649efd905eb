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

  constructor(api: string, answer: { readonly errcode: number; readonly errmsg: string }) {
    const { errcode, errmsg } = answer;
    const { meaning, cause, remedy, retry } = explain(errcode);
    super({
      code: `E-WECOM-${errcode}`,
      what: `WeCom refused ${api}: ${meaning.en} (errcode ${errcode})`,
      why: cause.en + seenIp(errcode, errmsg),
      remedy: remedy.en,
      retry: VERDICTS[retry],
    });
    this.name = 'WeComRefused';
    this.errcode = errcode;
    this.api = api;
    this.retryClass = retry;
    this.hint = /\bhint: ?\[(\d{1,40})\]/.exec(errmsg)?.[1] ?? null;
  }
}

/** 60020 alone names in errmsg the address WeCom saw: the one to add to the trusted IPs [90313]. */
function seenIp(errcode: number, errmsg: string): string {
  if (errcode !== 60020) return '';
  const ip = /\bfrom ip: ?([0-9a-f.:]{2,45})/i.exec(errmsg)?.[1] ?? '';
  return isIP(ip) ? ` WeCom saw ${ip}.` : '';
}

/** The errcode when WeCom answered and said no; null for every other failure. */
export const errcodeOf = (err: unknown): number | null => (err instanceof WeComRefused ? err.errcode : null);

/** True when WeCom refused with one of these codes. */
export const refusedWith = (err: unknown, ...errcodes: readonly number[]): boolean =>
  err instanceof WeComRefused && errcodes.includes(err.errcode);
