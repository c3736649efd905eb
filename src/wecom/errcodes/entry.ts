/**
 * What may be done after a refusal. `again`: soon, with back-off, at most three times. `token`: with a new access token.
 * `wait`: when WeCom's window has passed. `once`: one more try, then a person looks. `never`: the answer will not change.
 */
export type RetryClass = 'again' | 'token' | 'wait' | 'once' | 'never';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** One errcode: what WeCom means, how we read the cause, what to do and where to click. */
export interface ErrcodeEntry {
  readonly code: number;
  readonly retry: RetryClass;
  /** A person of IT must look: it will not heal by itself. */
  readonly alarm: boolean;
  readonly meaning: Words;
  readonly cause: Words;
  readonly remedy: Words;
  /** Page number: developer.work.weixin.qq.com/document/path/<doc>. */
  readonly doc: number;
}

/** A line of the tables. `never!` is `never` with the alarm; the page is 90313 unless named. */
export type Row = readonly [
  code: number,
  verdict: RetryClass | `${RetryClass}!`,
  meaning: Words,
  cause: Words,
  remedy: Words,
  doc?: number,
];

/** The page that lists every errcode [90313]. */
const ALL_CODES = 90313;

export const w = (zh: string, en: string): Words => ({ zh, en });

export const entryOf = ([code, verdict, meaning, cause, remedy, doc = ALL_CODES]: Row): ErrcodeEntry => ({
  code,
  retry: verdict.replace('!', '') as RetryClass,
  alarm: verdict.endsWith('!'),
  meaning,
  cause,
  remedy,
  doc,
});
