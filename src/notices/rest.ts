import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

/** The name under which all sending of a corp rests, beside the breakers of single APIs. */
const ALL_NOTICES = 'notices';

/** True while the corp's sending rests. */
export async function isResting(tx: Tx, corp: Corp, at: Date): Promise<boolean> {
  const row = await tx.apiBreaker.findFirst({
    where: { corp, api: ALL_NOTICES, openUntil: { gt: at } },
    select: { api: true },
  });
  return row !== null;
}

/** Stops the corp's sending until a moment, and says why. */
export async function rest(tx: Tx, corp: Corp, until: Date, because: string, errcode: number | null): Promise<void> {
  await tx.$executeRaw`
    insert into qungui.api_breaker (corp, api, open_until, because, errcode) values (${corp}, ${ALL_NOTICES}, ${until}, ${because}, ${errcode}::int)
    on conflict (corp, api) do update set open_until = excluded.open_until, because = excluded.because, errcode = excluded.errcode`;
}
