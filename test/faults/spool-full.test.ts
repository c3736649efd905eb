import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { record } from './figures.ts';
import { type Lab, openLab } from './lab/lab.ts';
import { figureOf } from './lab/metrics.ts';
import { withTmpfs } from './lab/tmpfs.ts';

const SPOOL_MB = 5;

let lab: Lab;
beforeAll(async () => {
  lab = await openLab({ wired: 'to PostgreSQL', workers: ['one'] });
  await lab.running.get('server')?.end();
  await (await lab.start('server', { under: withTmpfs(join(lab.town.home, 'spool'), SPOOL_MB) })).ready();
});
afterAll(() => lab?.close());

test(`PostgreSQL away and the spool's ${SPOOL_MB} MB full: 503 and nothing else, as many as are counted; what was answered 200 is there afterwards`, async () => {
  const server = lab.running.get('server');
  lab.postgres?.refuse('from now on');
  const load = await lab.load({ perSecond: 40, padBytes: 30_000, groups: [], retryAfterMs: 60_000 });
  const unkept = () => figureOf(server?.opsOrigin ?? '', 'qungui_callbacks_total', ['outcome="unkept"']);
  await vi.waitFor(async () => expect(await unkept()).toBeGreaterThan(50), { timeout: 60_000, interval: 200 });
  const told = load.halt();
  await wait(3_000);
  const refused = await unkept();
  const spooled = await figureOf(server?.opsOrigin ?? '', 'qungui_callbacks_total', ['outcome="spooled"']);
  lab.postgres?.refuse('no more');
  const posted = await told;

  const checked = await lab.check([posted]);
  record(10, {
    ...checked,
    spool_mb: SPOOL_MB,
    spooled,
    answers_503: posted.statuses[503] ?? 0,
    counted_as_refused: refused,
  });
  expect(Object.keys(posted.statuses).sort()).toEqual(['200', '503']);
  expect(posted.statuses[503]).toBe(refused);
  expect(posted.accepted.size).toBe(spooled);
}, 300_000);
