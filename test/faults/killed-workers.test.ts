import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededChance } from '../../simulator/chance.ts';
import { record, SEED, sized } from './figures.ts';
import { BACKENDS, openLabOn } from './lab/backends.ts';
import { type InHand, inHand, secondsAfter, untilEnded } from './lab/in-hand.ts';
import type { Lab } from './lab/lab.ts';

const KILLS = sized({ fast: 3, full: 25 }); // on each of two stores
const WORKERS = ['one', 'two'] as const;
/** Wanted: 30. What a dead worker had in hand is free again when its lease ends: 30 s for a callback, 60 s for a timer. */
const MOST_S = { callbacks: 60, timers: 120 };

describe.each(BACKENDS)('bells in %s', (backend) => {
  const chance = seededChance(SEED);
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLabOn(backend);
  });
  afterAll(() => lab?.close());

  test(`a worker killed with -9 in the middle of its work, ${KILLS} times (seed ${SEED})`, async () => {
    const { town, traffic } = lab;
    const load = await lab.load();
    const held: InHand[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      for (let step = 0; step < 3; step += 1) await traffic.step();
      await wait(200 + chance.next() * 1_500);
      const name = WORKERS[Math.floor(chance.next() * WORKERS.length)] ?? 'one';
      held.push(...(await inHand(town)));
      await lab.running.get(name)?.kill();
      await (await lab.start(name)).ready();
    }
    const posted = await load.stop();

    await untilEnded(town, held, 2 * MOST_S.timers);
    const waited = await secondsAfter(town, held);
    const checked = await lab.check([posted]);

    record(1, {
      ...Object.fromEntries(Object.entries(checked).map(([name, value]) => [`${backend}: ${name}`, value])),
      [`${backend}: kills`]: KILLS,
      [`${backend}: calls/s`]: load.perSecond,
      [`${backend}: in hand`]: held.length,
      [`${backend}: longest callback s`]: waited.callbacks,
      [`${backend}: longest timer s`]: waited.timers,
      [`${backend}: failed by stall`]: await lab.failedJobs(),
    });
    expect(held.length, 'somebody was killed while he had something in hand').toBeGreaterThan(0);
    expect(waited.callbacks).toBeLessThanOrEqual(MOST_S.callbacks);
    expect(waited.timers).toBeLessThanOrEqual(MOST_S.timers);
    expect(await lab.failedJobs()).toBe(0);
  }, 900_000);
});
