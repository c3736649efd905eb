import type { Tx } from '../db/client.ts';
import type { Corp } from '../ids.ts';

interface Window {
  readonly calls: number;
  readonly lengthMs: number;
  readonly what: readonly string[];
}

/** WeCom's own numbers, less a few for whoever else uses the app: 1000 groups a day, 1000 changes an hour [98913, 98914]. */
const WINDOWS = {
  'appchat/create': { calls: 980, lengthMs: 86_400_000, what: ['create'] },
  'appchat/update': { calls: 980, lengthMs: 3_600_000, what: ['rename', 'add', 'owner', 'remove'] },
} satisfies Record<string, Window>;

/**
 * How long no further call may be made; 0: now. Counted from our own rows, so that no process and no restart forgets, and by one
 * transaction at a time: until this one ends nobody else counts.
 */
export async function callsLeftMs(tx: Tx, corp: Corp, api: keyof typeof WINDOWS, at: Date): Promise<number> {
  const { calls, lengthMs, what } = WINDOWS[api];
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`calls/${corp}/${api}`}, 0))`;
  const [row] = await tx.$queryRaw<{ oldest: Date | null }[]>`
    select (array_agg(began order by began desc))[${calls}::int] as oldest from (
      select min(began_at) as began from qungui.managed_change
      where corp = ${corp} and what = any(${what}::text[]) and began_at > ${new Date(at.getTime() - lengthMs)}
      group by call) c`;
  return row?.oldest ? row.oldest.getTime() + lengthMs - at.getTime() : 0;
}
