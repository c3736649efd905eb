import { HouseError, statedWaitMs } from '../errors.ts';
import type { SendOutcome } from '../wecom/message/message.ts';
import { errcodeOf, WeComRefused } from '../wecom/refused.ts';

/** What a try came to. */
export type Verdict =
  | { readonly kind: 'shown'; readonly msgid: string; readonly responseCode: string | null }
  /** WeCom will not show it to this person, now or later. */
  | { readonly kind: 'unreached'; readonly because: string; readonly errcode: number }
  /** WeCom will never take this message. */
  | { readonly kind: 'refused'; readonly because: string; readonly errcode: number | null }
  /** Not this message: the whole corp's sending must rest. */
  | { readonly kind: 'rest'; readonly restMs: number; readonly because: string; readonly errcode: number | null }
  /** Again, the same bytes. `uncertain`: it may have been shown. */
  | {
      readonly kind: 'again';
      readonly afterMs: number | null;
      readonly certainty: 'certain' | 'uncertain';
      readonly errcode: number | null;
    };

/** He is outside the visible scope, left, has no licence, or the account is unknown [90313]. */
const PERSON = new Set([40003, 40031, 46004, 50002, 60011, 60021, 60030, 60111, 81013, 82001]);
/** The limit of an API; everything waits for the end of the window [90312]. */
const RATE = new Set([45009]);
/** The app, its secret, its address or its rights: a person must mend it, and no message can go until then [90313]. */
const CORP = new Set([
  40001, 40013, 40014, 40056, 40091, 41001, 42001, 43009, 43012, 45031, 48001, 48002, 48004, 48005, 48006, 48010, 48011,
  50001, 50003, 60020, 60031, 301002,
]);
const BUSY = new Set([-1, 6000, 45033, 45035, 45036]);

/** The client lets one probe through after this long; waiting for the whole window would be late when it is lifted early. */
const RATE_REST_MS = 10_000;
const MEND_REST_MS = 600_000;

/** Nobody knows what WeCom did with the request. Every other failure of ours happens before it is asked. */
const UNCERTAIN = new Set(['E-WECOM-UNREACHABLE', 'E-WECOM-ANSWER']);

/** errcode 0 with the person among the invalid ones is a failure in success's clothes [90236]. */
export function verdictOf(sent: SendOutcome): Verdict {
  if (sent.invalidUsers.length > 0) return { kind: 'unreached', because: 'invaliduser', errcode: 0 };
  if (sent.unlicensedUsers.length > 0) return { kind: 'unreached', because: 'unlicenseduser', errcode: 0 };
  return { kind: 'shown', msgid: sent.msgid, responseCode: sent.responseCode };
}

/** What a failed call, the `tries`th, means for its message. An error that we do not know leaves the outcome open. */
export function verdictOfError(err: unknown, tries: number): Verdict {
  const errcode = errcodeOf(err);
  if (errcode === null) return unanswered(err);
  if (PERSON.has(errcode)) return { kind: 'unreached', because: `errcode-${errcode}`, errcode };
  if (RATE.has(errcode)) return { kind: 'rest', restMs: RATE_REST_MS, because: 'rate-limit', errcode };
  if (CORP.has(errcode)) return { kind: 'rest', restMs: MEND_REST_MS, because: `errcode-${errcode}`, errcode };
  if (BUSY.has(errcode))
    return { kind: 'again', afterMs: null, certainty: errcode === -1 ? 'uncertain' : 'certain', errcode };
  if (err instanceof WeComRefused && (err.retry === 'never' || (err.retryClass === 'once' && tries > 1)))
    return { kind: 'refused', because: `errcode-${errcode}`, errcode };
  return { kind: 'again', afterMs: statedWaitMs(err), certainty: 'certain', errcode };
}

/** No errcode: the wire broke, or the call was never made because something rests (token, breaker). */
function unanswered(err: unknown): Verdict {
  if (!(err instanceof HouseError) || UNCERTAIN.has(err.code))
    return { kind: 'again', afterMs: null, certainty: 'uncertain', errcode: null };
  if (err.retry === 'never') return { kind: 'rest', restMs: MEND_REST_MS, because: err.code, errcode: null };
  const afterMs = statedWaitMs(err);
  if (afterMs !== null) return { kind: 'rest', restMs: afterMs, because: err.code, errcode: null };
  return { kind: 'again', afterMs: null, certainty: 'certain', errcode: null };
}

const SECOND_MS = 1_000;
/** Three retries in a burst, then a pause of five minutes [90455]. */
const PAUSES_MS = [SECOND_MS, 2 * SECOND_MS, 4 * SECOND_MS, 300 * SECOND_MS] as const;

/** How long to wait after so many tries, when nobody said how long. */
export const pauseAfter = (tries: number): number =>
  PAUSES_MS[(Math.max(1, tries) - 1) % PAUSES_MS.length] ?? 300 * SECOND_MS;
