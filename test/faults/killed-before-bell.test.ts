import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { record, sized } from './figures.ts';
import { BACKENDS, openLabOn } from './lab/backends.ts';
import type { Lab } from './lab/lab.ts';

const KILLS = sized({ fast: 2, full: 10 });
/** Wanted: 5. */
const MOST_S = 30;

describe.each(BACKENDS)('bells in %s', (backend) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLabOn(backend, { workers: ['one'] });
  });
  afterAll(() => lab?.close());

  const newest = () =>
    lab.town.inCorp(lab.town.first, (tx) =>
      tx.callback.findMany({ where: { event: { startsWith: 'unknown_' } }, select: { state: true } }),
    );
  const rows = () => lab.town.inCorp(lab.town.first, (tx) => tx.callback.count());

  test(`a server killed between a row's commit and its bell, ${KILLS} times: found by whoever works next`, async () => {
    const { running } = lab;
    const tookS: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await Promise.all(['server', 'one'].map((name) => running.get(name)?.kill()));
      const deadly = await lab.start('server', { entry: 'test/faults/lab/dies-before-bell.ts' });
      await deadly.ready();
      await wait(500); // the operator's door opens before the public one
      const before = await rows();
      const load = await lab.load({ perSecond: 1, groups: [], series: `k${kill}n` });
      expect(await deadly.ended(), 'a signal ends it').toBeNull();
      load.kill();
      expect(await rows(), 'the row is there, and nobody was rung').toBe(before + 1);

      await (await lab.start('one')).ready();
      const beganMs = performance.now();
      await vi.waitFor(
        async () => expect((await newest()).filter(({ state }) => state === 'done')).toHaveLength(kill + 1),
        {
          timeout: MOST_S * 1_000,
          interval: 50,
        },
      );
      tookS.push(Math.round(performance.now() - beganMs) / 1_000);
      await (await lab.start('server')).ready();
    }
    const checked = await lab.check([]);
    record(3, {
      [`${backend}: kills`]: KILLS,
      [`${backend}: done after s`]: Math.max(...tookS),
      [`${backend}: rows`]: checked.rows ?? 0,
    });
  }, 600_000);
});
