import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startEmbedded } from '../../src/db/embedded/start-embedded.ts';
import { record, tenth } from './figures.ts';
import { type OwnHouse, openOwnHouse } from './lab/own-house.ts';
import { withTmpfs } from './lab/tmpfs.ts';

const DISK_MB = 300;
/** Wanted: not ready within 10 s of the first refusal, well again 60 s after there is room. */
const MOST = { notReadyS: 60, wellS: 240 };

let house: OwnHouse;
beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'qungui-full-'));
  const first = await startEmbedded(home, { log: { info: () => undefined, warn: () => undefined } });
  await first.stop(); // it makes its folder by renaming another, which no mount point allows
  house = await openOwnHouse({ home, under: withTmpfs(join(home, 'data'), DISK_MB) });
}, 240_000);
afterAll(() => house?.close(), 120_000);

const ready = async (): Promise<{ readonly status: number; readonly reasons: string }> => {
  const answer = await fetch(`${house.house.opsOrigin}/health/ready`);
  return { status: answer.status, reasons: await answer.text() };
};
const spooled = (): number => {
  const folder = join(house.home, 'spool');
  return existsSync(folder) ? readdirSync(folder).length : 0;
};

/** Takes all the room there is. */
function fill(): void {
  const { bavail, bsize } = statfsSync(house.data);
  try {
    writeFileSync(join(house.data, 'filler'), Buffer.alloc(bavail * bsize));
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code !== 'ENOSPC') throw err;
  }
}

test('PostgreSQL’s disk full: nothing is answered 200 and lost, the door says that it is not ready, and with room again all is well', async () => {
  const load = house.load({ perSecond: 50, padBytes: 8_000 });
  await wait(3_000);
  const fullMs = Date.now();
  fill();
  await vi.waitFor(async () => expect((await ready()).status).toBe(503), {
    timeout: MOST.notReadyS * 1_000,
    interval: 200,
  });
  const notReadyS = tenth((Date.now() - fullMs) / 1_000);
  const { reasons } = await ready();
  await wait(5_000);
  const waiting = spooled();
  const roomMs = Date.now();
  rmSync(join(house.data, 'filler'));
  await vi.waitFor(async () => expect((await ready()).status).toBe(200), {
    timeout: MOST.wellS * 1_000,
    interval: 200,
  });
  const wellS = tenth((Date.now() - roomMs) / 1_000);
  await wait(2_000);
  const posted = await load.stop();

  await vi.waitFor(
    async () => {
      const kept = new Set((await house.rows()).map((row) => row.digest));
      expect(
        [...posted.accepted].filter((digest) => !kept.has(digest)),
        `${spooled()} spooled`,
      ).toEqual([]);
    },
    { timeout: 120_000, interval: 500 },
  );
  record(9, {
    disk_mb: DISK_MB,
    calls: posted.calls.length,
    'calls/s': load.perSecond,
    accepted: posted.accepted.size,
    not_200: posted.calls.length - posted.accepted.size,
    p99_ms: posted.tookMs(0.99),
    not_ready_after_s: notReadyS,
    well_after_s: wellS,
    spool_files: waiting,
  });
  expect(reasons).toContain('the database does not answer');
  expect(waiting, 'calls waited in the spool').toBeGreaterThan(0);
  expect(Object.keys(posted.statuses).every((status) => ['200', '503'].includes(status))).toBe(true);
}, 600_000);
