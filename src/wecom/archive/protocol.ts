/** What the parent asks of the process that holds the library, one after another. Secrets travel here, never in its environment. */
export type Asked =
  | {
      readonly id: number;
      readonly does: 'open';
      readonly library: string;
      readonly corpid: string;
      readonly secret: string;
    }
  | {
      readonly id: number;
      readonly does: 'pull';
      /** uint64 */
      readonly seq: bigint;
      readonly limit: number;
      readonly proxy: string;
      readonly proxyLogin: string;
      readonly timeoutS: number;
    }
  | { readonly id: number; readonly does: 'decrypt'; readonly items: readonly Locked[] };

/** A message with the random key that opens it: both as the library wants them. */
export interface Locked {
  readonly key: string;
  readonly message: string;
}

/** One answer of the library: a return code, and bytes when it is 0. */
export interface Said {
  readonly code: number;
  readonly content: Uint8Array;
}

export type Answered =
  | { readonly id: number; readonly said: readonly Said[] }
  /** The library could not be loaded, or lacks a function: one line why. */
  | { readonly id: number; readonly unusable: string };
