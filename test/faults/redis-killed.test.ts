import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { redisIsHere } from '../redis.ts';
import { record, sized, tenth } from './figures.ts';
import { openLabOn } from './lab/backends.ts';
import { jobsDone } from './lab/metrics.ts';

const KILLS = sized({ fast: 2, full: 5 });
const DOWN_MS = 3_000;
/** Wanted: a job out of Redis 8 s after it is back; answers within 20 % of before, which a busy machine cannot tell. */
const MOST = { heardS: 30, answerMs: 2_000 };

if (redisIsHere())
  describe('bells in Redis', () => {
    let lab: Awaited<ReturnType<typeof openLabOn>>;
    beforeAll(async () => {
      lab = await openLabOn('Redis');
    });
    afterAll(() => lab?.close());

    test(`Redis killed with -9, ${KILLS} times, under load: nothing is missing, and answers do not wait for it`, async () => {
      const { traffic, redis, running } = lab;
      const workers = ['one', 'two'].map((name) => running.get(name)?.opsOrigin ?? '');
      const load = await lab.load();
      await wait(3_000);
      const spans: { readonly fromMs: number; readonly untilMs: number; readonly heardS: number }[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        for (let step = 0; step < 4; step += 1) await traffic.step();
        await wait(1_500);
        const fromMs = Date.now();
        await redis?.kill();
        for (let step = 0; step < 4; step += 1) await traffic.step();
        await wait(DOWN_MS);
        await redis?.revive();
        const untilMs = Date.now();
        const before = await jobsDone(workers);
        await vi.waitFor(async () => expect(await jobsDone(workers)).toBeGreaterThan(before), {
          timeout: MOST.heardS * 1_000,
          interval: 50,
        });
        spans.push({ fromMs, untilMs, heardS: tenth((Date.now() - untilMs) / 1_000) });
      }
      await wait(2_000);
      const posted = await load.stop();
      const firstMs = spans[0]?.fromMs ?? 0;
      const downMs = Math.max(...spans.map(({ fromMs, untilMs }) => posted.tookMs(0.99, fromMs, untilMs)));

      const checked = await lab.check([posted]);
      record(6, {
        ...checked,
        kills: KILLS,
        'calls/s': load.perSecond,
        p99_ms_before: posted.tookMs(0.99, 0, firstMs),
        p99_ms_while_down: downMs,
        heard_again_s: Math.max(...spans.map(({ heardS }) => heardS)),
      });
      expect(posted.statuses).toEqual({ 200: posted.calls.length });
      expect(downMs).toBeLessThanOrEqual(MOST.answerMs);
    }, 600_000);
  });
