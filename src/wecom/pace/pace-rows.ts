import type { Db } from '../../db/client.ts';
import type { Corp } from '../../ids.ts';

/** What the shared rows say about one API now. */
export type Standing =
  | { readonly kind: 'go'; readonly permits: number; readonly windowLeftMs: number }
  | { readonly kind: 'probe' }
  | { readonly kind: 'rest'; readonly leftMs: number };

export interface PaceRows {
  /** Looks at the breaker; takes the probe when it is due; else takes up to `want` calls out of this minute. */
  look(api: string, want: number, limits: { readonly perMinute: number; readonly probeMs: number }): Promise<Standing>;
  rest(api: string, errcode: number, forMs: number): Promise<void>;
  goOn(api: string): Promise<void>;
}

interface Breaker {
  readonly leftMs: number;
  readonly probing: boolean;
}

interface Window {
  readonly calls: number;
  readonly leftMs: number;
}

/** Breakers and windows, shared by all processes. A breaker that is due lets one caller through and closes behind it. */
export const openPaceRows = (db: Pick<Db, 'withCorp'>, corp: Corp): PaceRows => ({
  look: (api, want, { perMinute, probeMs }) =>
    db.withCorp(corp, async (tx): Promise<Standing> => {
      const [breaker] = await tx.$queryRaw<Breaker[]>`
        with probe as (
          update qungui.api_breaker set open_until = qungui.clock() + ${probeMs} * interval '1 millisecond'
          where corp = ${corp} and api = ${api} and open_until <= qungui.clock() returning 1)
        select exists (select from probe) as probing,
               (extract(epoch from open_until - qungui.clock()) * 1000)::float8 as "leftMs"
        from qungui.api_breaker where corp = ${corp} and api = ${api}`;
      if (breaker?.probing) return { kind: 'probe' };
      if (breaker) return { kind: 'rest', leftMs: Math.max(breaker.leftMs, 1_000) }; // below zero: another took the probe just now
      if (want === 0) return { kind: 'go', permits: 0, windowLeftMs: 0 };
      const [window] = await tx.$queryRaw<Window[]>`
        with minute as (select date_trunc('minute', qungui.clock()) as starts_at),
        old as (delete from qungui.api_window w using minute
          where w.corp = ${corp} and w.api = ${api} and w.starts_at < minute.starts_at - interval '1 hour')
        insert into qungui.api_window as w (corp, api, starts_at, calls)
        select ${corp}, ${api}, starts_at, ${want}::int from minute
        on conflict (corp, api, starts_at) do update set calls = w.calls + excluded.calls
        returning calls, (extract(epoch from starts_at + interval '1 minute' - qungui.clock()) * 1000)::float8 as "leftMs"`;
      if (!window) throw new TypeError('the window answered nothing');
      const permits = Math.min(want, perMinute - (window.calls - want));
      return permits > 0
        ? { kind: 'go', permits, windowLeftMs: window.leftMs }
        : { kind: 'rest', leftMs: window.leftMs };
    }),
  rest: (api, errcode, forMs) =>
    db.withCorp(corp, async (tx) => {
      await tx.$executeRaw`
        insert into qungui.api_breaker as b (corp, api, open_until, because, errcode)
        values (${corp}, ${api}, qungui.clock() + ${forMs} * interval '1 millisecond', 'rate-limit', ${errcode}::int)
        on conflict (corp, api) do update set open_until = greatest(b.open_until, excluded.open_until)`;
    }),
  goOn: (api) =>
    db.withCorp(corp, async (tx) => {
      await tx.$executeRaw`delete from qungui.api_breaker where corp = ${corp} and api = ${api}`;
    }),
});
