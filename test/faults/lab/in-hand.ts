import { expect, vi } from 'vitest';
import { tenth } from '../figures.ts';
import type { Town } from '../town.ts';

/** A row that some process worked on when another or the same was killed. */
export interface InHand {
  readonly what: 'callbacks' | 'timers';
  readonly id: string;
  readonly attempts: number;
  readonly killedAt: Date;
}

/** What is in anybody's hands now, dead or alive. */
export const inHand = (town: Town): Promise<readonly InHand[]> =>
  town.inCorp(
    town.first,
    (tx) => tx.$queryRaw<InHand[]>`
      with now as materialized (select qungui.clock() as at)
      select 'callbacks' as what, id::text as id, attempts, now.at as "killedAt" from qungui.callback, now
      where state = 'new' and lease_until > now.at
      union all
      select 'timers', id::text, attempts, now.at from qungui.timer, now
      where state = 'armed' and lease_until > now.at`,
  );

/** Waits in real time, before anybody moves the clock, until all of them are done. */
export const untilEnded = (town: Town, held: readonly InHand[], mostS: number): Promise<unknown> =>
  vi.waitFor(async () => expect(Object.values(await secondsAfter(town, held)).every(Number.isFinite)).toBe(true), {
    timeout: mostS * 1_000,
    interval: 500,
  });

/**
 * How long after the first kill that met its last try each of them was done: the longest, in seconds of the database. A row is
 * in a dead worker's hand at later kills as well, so that only the first one with as many tries counts.
 */
export async function secondsAfter(town: Town, held: readonly InHand[]): Promise<Record<InHand['what'], number>> {
  const last = new Map<string, InHand>();
  for (const one of held) if (one.attempts > (last.get(one.id)?.attempts ?? -1)) last.set(one.id, one);
  const ended = await town.inCorp(
    town.first,
    (tx) => tx.$queryRaw<{ id: string; at: Date }[]>`
      select id::text as id, finished_at as at from qungui.callback where finished_at is not null
      union all select id::text, ended_at from qungui.timer where ended_at is not null`,
  );
  const at = new Map(ended.map((row) => [row.id, row.at.getTime()]));
  const longest = { callbacks: 0, timers: 0 };
  for (const { id, what, killedAt } of last.values())
    longest[what] = Math.max(
      longest[what],
      tenth(((at.get(id) ?? Number.POSITIVE_INFINITY) - killedAt.getTime()) / 1_000),
    );
  return longest;
}
