/** A surface's row as it is now. Times are of one SQL clock. */
export interface TokenRow {
  /** Sealed; null when there is none, or when WeCom refused it. */
  readonly value: string | null;
  readonly issuedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly refreshingUntil: Date | null;
  readonly refusals: number;
  readonly brokenUntil: Date | null;
  readonly brokenBecause: string | null;
  readonly now: Date;
}

/** `renew-ahead`: use the old one while a new one is fetched. `wait`: somebody else is fetching. */
export type Verdict = 'use' | 'renew-ahead' | 'renew' | 'wait' | 'broken';

/** So long before the end a new token is fetched [91039]. */
const AHEAD_MS = 300_000;

/** What a caller does who sees this row. `usable` says whether its value is one WeCom has not refused to us. */
export function verdictOf(row: TokenRow, usable: boolean): Verdict {
  const now = row.now.getTime();
  const leftMs = usable && row.value && row.expiresAt ? row.expiresAt.getTime() - now : 0;
  const broken = row.brokenUntil !== null && row.brokenUntil.getTime() > now;
  const led = row.refreshingUntil !== null && row.refreshingUntil.getTime() > now;
  if (leftMs > 0) return leftMs > AHEAD_MS || broken || led ? 'use' : 'renew-ahead';
  if (broken) return 'broken';
  return led ? 'wait' : 'renew';
}

export type RenewReason = 'first' | 'expiring' | 'expired' | 'refused';

export function reasonOf(row: TokenRow, verdict: 'renew' | 'renew-ahead'): RenewReason {
  if (verdict === 'renew-ahead') return 'expiring';
  if (row.issuedAt === null) return 'first';
  return row.value === null ? 'refused' : 'expired';
}
