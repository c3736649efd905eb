import type { SurfaceName } from '../../config.ts';
import type { Db } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';
import type { Breakage } from '../trouble.ts';
import { type TokenRow, type Verdict, verdictOf } from './verdict.ts';

/** A leader that died is replaced after this long; longer than a fetch may take. */
const LEASE_MS = 12_000;

/** A token refused so soon after it was issued counts against the surface. */
const FRESH_MS = 60_000;

/** One try a minute while a surface is broken: far from what blocks an IP, and the cure is seen within the minute. */
const BROKEN_MS = 60_000;

/** So many refused in a row open the breaker. */
const TOKENS_REFUSED = 2;
const SECRETS_REFUSED = 3;

const BECAUSE_OF_TOKENS: Breakage = 'token-refused';

export interface Sight {
  readonly row: TokenRow;
  readonly verdict: Verdict;
  /** The lease we now hold, when the verdict is to renew. */
  readonly lease: Date;
}

interface NewToken {
  readonly sealed: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export interface TokenRows {
  /** Reads the row under lock and, when a token must be fetched and nobody is at it, takes the lease. */
  sight(refused: ReadonlySet<string>): Promise<Sight>;
  /** Keeps a token unless a newer one is there already. */
  keep(token: NewToken, lease: Date): Promise<'kept' | 'outdated'>;
  letGo(lease: Date): Promise<void>;
  /** Forgets the token if it is still the one stored; a fresh one that never worked counts against the surface. */
  drop(sealed: string, history: 'worked' | 'never-worked'): Promise<'fine' | 'broken'>;
  /** WeCom refused the secret. Answers how long to wait once that was too often. */
  countSecretRefused(errcode: number, lease: Date): Promise<'again' | { readonly brokenMs: number }>;
  /** The token works: whatever was counted against the surface is forgotten. */
  clear(sealed: string): Promise<void>;
}

export function openTokenRows(db: Pick<Db, 'withCorp'>, corp: Corp, surface: SurfaceName): TokenRows {
  return {
    sight: (refused) =>
      db.withCorp(corp, async (tx) => {
        await tx.$executeRaw`
          insert into qungui.token (corp, surface) values (${corp}, ${surface}) on conflict do nothing`;
        const [row] = await tx.$queryRaw<TokenRow[]>`
          select value, issued_at as "issuedAt", expires_at as "expiresAt", refreshing_until as "refreshingUntil",
                 refusals, broken_until as "brokenUntil", broken_because as "brokenBecause", qungui.clock() as now
          from qungui.token where corp = ${corp} and surface = ${surface} for update`;
        if (!row) throw new TypeError('the token row is not there');
        const verdict = verdictOf(row, row.value !== null && !refused.has(row.value));
        const lease = new Date(row.now.getTime() + LEASE_MS);
        if (verdict === 'renew' || verdict === 'renew-ahead')
          await tx.$executeRaw`
            update qungui.token set refreshing_until = ${lease} where corp = ${corp} and surface = ${surface}`;
        return { row, verdict, lease };
      }),
    keep: (token, lease) =>
      db.withCorp(corp, async (tx) => {
        const kept = await tx.$executeRaw`
          update qungui.token set value = ${token.sealed}, issued_at = ${token.issuedAt}, expires_at = ${token.expiresAt},
                 refreshing_until = case when refreshing_until = ${lease} then null else refreshing_until end
          where corp = ${corp} and surface = ${surface} and (issued_at is null or issued_at <= ${token.issuedAt})`;
        return kept === 1 ? 'kept' : 'outdated';
      }),
    letGo: (lease) =>
      db.withCorp(corp, async (tx) => {
        await tx.$executeRaw`
          update qungui.token set refreshing_until = null
          where corp = ${corp} and surface = ${surface} and refreshing_until = ${lease}`;
      }),
    drop: (sealed, history) =>
      db.withCorp(corp, async (tx) => {
        const [row] = await tx.$queryRaw<{ broken: boolean }[]>`
          with judged as (
            select refusals + case when ${history === 'never-worked'} and
              issued_at > qungui.clock() - ${FRESH_MS} * interval '1 millisecond' then 1 else 0 end as refusals
            from qungui.token where corp = ${corp} and surface = ${surface})
          update qungui.token t set value = null, refusals = judged.refusals,
            broken_until = case when judged.refusals >= ${TOKENS_REFUSED} and judged.refusals > t.refusals
              then qungui.clock() + ${BROKEN_MS} * interval '1 millisecond' else broken_until end,
            broken_because = case when judged.refusals >= ${TOKENS_REFUSED} and judged.refusals > t.refusals
              then ${BECAUSE_OF_TOKENS} else broken_because end
          from judged where corp = ${corp} and surface = ${surface} and value = ${sealed}
          returning coalesce(broken_until > qungui.clock(), false) as broken`;
        return row?.broken ? 'broken' : 'fine';
      }),
    countSecretRefused: (errcode, lease) =>
      db.withCorp(corp, async (tx) => {
        const [row] = await tx.$queryRaw<{ refusals: number }[]>`
          update qungui.token set refusals = refusals + 1,
            refreshing_until = case when refreshing_until = ${lease} then null else refreshing_until end
          where corp = ${corp} and surface = ${surface} returning refusals`;
        if ((row?.refusals ?? 0) < SECRETS_REFUSED) return 'again';
        const because: Breakage = `gettoken ${errcode}`;
        await tx.$executeRaw`
          update qungui.token set broken_until = qungui.clock() + ${BROKEN_MS} * interval '1 millisecond',
            broken_because = ${because} where corp = ${corp} and surface = ${surface}`;
        return { brokenMs: BROKEN_MS };
      }),
    clear: (sealed) =>
      db.withCorp(corp, async (tx) => {
        await tx.$executeRaw`
          update qungui.token set refusals = 0, broken_until = null, broken_because = null
          where corp = ${corp} and surface = ${surface} and value = ${sealed}`;
      }),
  };
}
