import { expect, vi } from 'vitest';
import { armTimers } from '../../../src/timers/arm.ts';
import { asSuperuser } from '../../db.ts';
import type { Figures } from '../figures.ts';
import { type RealProcess, rssMb } from '../processes.ts';
import type { Town } from '../town.ts';
import type { Traffic } from '../traffic.ts';
import type { Posted } from './sender.ts';

/** Wanted: 120 s after the last fault nothing is unfinished. */
const SETTLED_MS = 120_000;
/** Wanted: 300. Here a process is TypeScript, and its loader takes some 100 MB beside it. */
const MOST_RSS_MB = 500;
/** Four processes with a pool of ten and a listening connection each, and those of this test. Wanted of one server: 40. */
const MOST_CONNECTIONS = 120;

export interface Scene {
  readonly town: Town;
  readonly traffic: Traffic;
  readonly posted: Pick<Posted, 'accepted'>;
  readonly running: readonly RealProcess[];
}

/** Set checker: whatever was done to the house, these hold afterwards. Answers what it saw. */
export async function checkAll({ town, traffic, posted, running }: Scene): Promise<Figures> {
  const settled = await expectNothingLost(town, posted);
  await lookAround(town, traffic.groups);
  await traffic.expectGroups();
  await expectShownOnce(town);
  await expectTrail(town);
  await expectNothingEarly(town);
  return { ...settled, ...(await expectHealthy(town, running)) };
}

/** What WeCom told nobody is found by a look, as on any day; by then the leases of the dead are over. */
async function lookAround(town: Town, groups: readonly string[]): Promise<void> {
  const { first } = town;
  const later = async (): Promise<void> =>
    town.setClock(new Date((await town.clock.now()).getTime() + 2 * 60_000).toISOString());
  await later();
  const at = await town.clock.now();
  await town.inCorp(first, (tx) => armTimers(tx, first, { kind: 'look-group', subjects: groups, at }));
  for (let round = 0; round < 3; round += 1) {
    await town.watched.idle();
    await later();
  }
  await town.watched.idle();
}

/** C1: what was answered 200 is a row; every row comes to an end. */
async function expectNothingLost(town: Town, { accepted }: Pick<Posted, 'accepted'>): Promise<Figures> {
  const rows = () =>
    town.inCorp(town.first, (tx) => tx.callback.findMany({ select: { digest: true, state: true, reason: true } }));
  const missing = (found: Awaited<ReturnType<typeof rows>>): readonly string[] => {
    const kept = new Set(found.map(({ digest }) => digest));
    expect(kept.size, 'one row for one digest').toBe(found.length);
    return [...accepted].filter((digest) => !kept.has(digest));
  };
  const beganMs = performance.now();
  await vi.waitFor(
    async () => {
      const found = await rows();
      expect(missing(found), 'answered 200, and neither a row nor on its way from the spool').toEqual([]);
      expect(found.filter(({ state }) => state === 'new')).toEqual([]);
    },
    { timeout: SETTLED_MS, interval: 250 },
  );
  const settled_s = Math.round((performance.now() - beganMs) / 100) / 10;
  const found = await rows();
  const parked = found.filter(({ state }) => state === 'parked');
  expect(found.every(({ state }) => state === 'done' || state === 'parked')).toBe(true);
  return { accepted: accepted.size, rows: found.length, parked: parked.length, settled_s };
}

/** C2: every message that a phone shows is one row of the outbox, and every sent row one message. */
async function expectShownOnce(town: Town): Promise<void> {
  await vi.waitFor(
    async () => {
      const sent = await town.inCorp(town.first, (tx) => tx.notice.count({ where: { state: 'sent' } }));
      const { shown, doubled, dropped } = town.tenantOf(town.first).stats().notices;
      expect({ shown, doubled, dropped }).toEqual({ shown: sent, doubled: 0, dropped: 0 });
    },
    { timeout: 60_000, interval: 500 },
  );
}

/** C3: the chain is whole; of every message that was shown the trail has a word that is no later. */
async function expectTrail(town: Town): Promise<void> {
  expect(await town.chain()).toMatchObject({ state: 'whole' });
  const unsaid = await asSuperuser(town.database, async (client) => {
    const { rows } = await client.query<{ count: number }>(`
      select count(*)::int as count from qungui.notice n
      where n.state = 'sent' and not exists (
        select from qungui.audit_record r join qungui.audit_body b using (corp, seq)
        where r.corp = n.corp and r.at <= n.sent_at and strpos(b.body, n.id::text) > 0)`);
    return rows[0]?.count;
  });
  expect(unsaid, 'messages of which the trail does not know').toBe(0);
}

/** C4: nothing fires before it is due, by the clock of the database. */
async function expectNothingEarly(town: Town): Promise<void> {
  const early = await town.inCorp(
    town.first,
    (tx) => tx.$queryRaw<unknown[]>`select kind from qungui.timer where state = 'fired' and ended_at < due_at`,
  );
  expect(early).toEqual([]);
}

/** C5: every process says that it is ready, is no larger than promised and met no error that nobody caught. */
async function expectHealthy(town: Town, running: readonly RealProcess[]): Promise<Figures> {
  const peaks: number[] = [];
  for (const one of running) {
    await one.ready();
    peaks.push(rssMb(one.pid));
    expect(one.said().filter((line) => /nobody caught|unhandledRejection/i.test(line))).toEqual([]);
  }
  const rss_mb = Math.max(0, ...peaks);
  expect(rss_mb).toBeLessThanOrEqual(MOST_RSS_MB);
  const connections = await asSuperuser(town.database, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from pg_stat_activity where datname = current_database()',
    );
    return rows[0]?.count ?? 0;
  });
  expect(connections).toBeLessThanOrEqual(MOST_CONNECTIONS);
  return { rss_mb, connections };
}
