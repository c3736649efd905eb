import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, sized, tenth } from './figures.ts';
import { type Lab, openLab } from './lab/lab.ts';

const SECONDS = sized({ fast: 15, full: 90 });
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** How far each host's clock is off, and by how much it leaps in the middle. */
const HOSTS = {
  server: [5 * MINUTE_MS, -10 * MINUTE_MS],
  one: [HOUR_MS, 5 * MINUTE_MS],
  two: [-HOUR_MS, -5 * MINUTE_MS],
} as const;
/** Wanted: p99 of the lateness 3 s, by the clock of the database. */
const MOST_LATE_S = 30;

let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
  for (const [name, [offMs, leapMs]] of Object.entries(HOSTS)) {
    await lab.running.get(name)?.end();
    const after = [pathToFileURL(join(import.meta.dirname, 'lab/shifted-clock.ts')).href];
    const one = await lab.start(name, { after, env: { FAULT_SHIFT_MS: String(offMs), FAULT_LEAP_MS: String(leapMs) } });
    await one.ready();
  }
});
afterAll(() => lab?.close());

/** Of timers that fell due since: how late they fired, and how many fired early. */
const fired = (since: Date) =>
  lab.town.inCorp(
    lab.town.first,
    (tx) => tx.$queryRaw<{ count: number; early: number; lateS: number }[]>`
      select count(*)::int as count, (count(*) filter (where ended_at < due_at))::int as early,
             coalesce(percentile_disc(0.99) within group (order by extract(epoch from ended_at - due_at)), 0)::float8 as "lateS"
      from qungui.timer where state = 'fired' and due_at >= ${since}`,
  );

test('a server five minutes, workers an hour off, ahead and behind, leaping in the middle: nothing is early, late or double', async () => {
  const since = await lab.town.clock.now();
  const load = await lab.load();
  for (let second = 0; second < SECONDS; second += 1) {
    await lab.traffic.step();
    await wait(1_000);
    if (second === SECONDS >> 1)
      for (const name of Object.keys(HOSTS)) process.kill(lab.running.get(name)?.pid ?? 0, 'SIGWINCH');
  }
  const posted = await load.stop();
  const [timers] = await fired(since);

  const checked = await lab.check([posted]);
  record(29, {
    ...checked,
    timers: timers?.count ?? 0,
    early: timers?.early ?? -1,
    late_p99_s: tenth(timers?.lateS ?? -1),
    'calls/s': load.perSecond,
  });
  expect(timers?.count).toBeGreaterThan(0);
  expect(timers?.early).toBe(0);
  expect(timers?.lateS).toBeLessThanOrEqual(MOST_LATE_S);
  expect(posted.statuses).toEqual({ 200: posted.calls.length });
}, 600_000);
