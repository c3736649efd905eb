import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisIsHere, startRedis, type TestRedis } from '../redis.ts';
import { record, sized } from './figures.ts';
import { type Lab, openLab } from './lab/lab.ts';
import { freePort } from './processes.ts';

const CUTS = sized({ fast: 1, full: 3 });
const TAIL_BYTES = 64 * 1_024;
/** Wanted: 60. */
const MOST_S = 120;

if (redisIsHere())
  describe('bells in Redis, which keeps a file', () => {
    let redis: TestRedis;
    let lab: Lab;
    beforeAll(async () => {
      redis = await startRedis(await freePort(), 'a file');
      lab = await openLab({ redisUrl: redis.url });
    });
    afterAll(async () => {
      await lab?.close();
      await redis?.stop();
    });

    /** What a power cut does: the end of the file was never on the disk. */
    const cutTail = (): number => {
      const folder = join(redis.folder, 'appendonlydir');
      const file = readdirSync(folder).find((name) => name.endsWith('.incr.aof')) ?? '';
      const path = join(folder, file);
      const { size } = statSync(path);
      truncateSync(path, Math.max(0, size - TAIL_BYTES));
      return Math.min(size, TAIL_BYTES);
    };

    test(`the last 64 KiB of its file gone with a power cut, ${CUTS} times: nothing is missing`, async () => {
      const load = await lab.load();
      let lost = 0;
      for (let cut = 0; cut < CUTS; cut += 1) {
        for (let step = 0; step < 6; step += 1) await lab.traffic.step();
        await wait(3_000);
        await redis.kill();
        lost += cutTail();
        await redis.revive();
      }
      for (let step = 0; step < 4; step += 1) await lab.traffic.step();
      await wait(3_000);
      const posted = await load.stop();

      const checked = await lab.check([posted]);
      record(8, { ...checked, cuts: CUTS, bytes_lost: lost, 'calls/s': load.perSecond });
      expect(lost).toBeGreaterThan(0);
      expect(posted.statuses).toEqual({ 200: posted.calls.length });
      expect(checked.settled_s).toBeLessThanOrEqual(MOST_S);
    }, 600_000);
  });
