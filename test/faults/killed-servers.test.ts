import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededChance } from '../../simulator/chance.ts';
import { quantile, record, SEED, sized, tenth } from './figures.ts';
import { type Lab, openLab } from './lab/lab.ts';

const KILLS = sized({ fast: 2, full: 20 });
/** Wanted: 3. A process here is TypeScript that is read as it starts, on a machine that does other things. */
const MOST_START_S = 60;
/** As long as three more tries take. */
const APART_MS = 15_000;
/** So many of all callbacks must arrive in the end. */
const WANTED = 0.999;

const chance = seededChance(SEED);
let lab: Lab;
beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab?.close());

test(`a server killed with -9 in the middle of calls, ${KILLS} times (seed ${SEED})`, async () => {
  const { traffic } = lab;
  const load = await lab.load();
  const killedMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    for (let step = 0; step < 3; step += 1) await traffic.step();
    await wait(500 + chance.next() * 1_500);
    await lab.running.get('server')?.kill();
    killedMs.push(Date.now());
    await (await lab.start('server')).ready();
    await wait(APART_MS); // a call that met two outages would be given up by WeCom as well
  }
  const posted = await load.stop();

  const checked = await lab.check([posted]);
  const answered = posted.calls.flatMap(({ tries }) =>
    tries.filter(([, , status]) => status === 200).map(([atMs, tookMs]) => atMs + tookMs),
  );
  const backS = killedMs.map((killed) => (Math.min(...answered.filter((at) => at > killed + 200)) - killed) / 1_000);
  const arrived = posted.accepted.size / posted.calls.length;
  record(2, {
    ...checked,
    kills: KILLS,
    'calls/s': load.perSecond,
    arrived_percent: Math.round(arrived * 100_000) / 1_000,
    first_200_after_s: tenth(quantile(backS, 0.5)),
    first_200_longest_s: tenth(Math.max(...backS)),
  });
  expect(arrived).toBeGreaterThanOrEqual(WANTED);
  expect(Math.max(...backS)).toBeLessThanOrEqual(MOST_START_S);
  expect(Object.keys(posted.statuses).every((status) => ['0', '200', '503'].includes(status))).toBe(true);
}, 900_000);
