/** What a caller may do with a failure: never again, again with back-off, or again after so many milliseconds. */
export type Retry = 'never' | 'backoff' | { readonly afterMs: number };

export interface Trouble {
  /** Stable, greppable: `E-DB-SUPERUSER`. Programs match on this, never on the words. */
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  readonly retry: Retry;
  readonly cause?: unknown;
}

/** Every failure this house expects: says what, why and what to do, and carries a retry verdict. */
export class HouseError extends Error {
  readonly code: string;
  readonly why: string;
  readonly remedy: string;
  readonly retry: Retry;

  constructor(trouble: Trouble) {
    super(trouble.what, trouble.cause === undefined ? undefined : { cause: trouble.cause });
    this.name = 'HouseError';
    this.code = trouble.code;
    this.why = trouble.why;
    this.remedy = trouble.remedy;
    this.retry = trouble.retry;
  }
}

/** How long the failure says to wait before the next try; null when it does not say. */
export const statedWaitMs = (err: unknown): number | null =>
  err instanceof HouseError && typeof err.retry === 'object' ? err.retry.afterMs : null;
