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

/** What the operator's door says, as soon as it says anything; the database may refuse to write and still answer. */
async function trouble(): Promise<string> {
  const { status, reasons } = await ready();
  if (status === 503) return 'not ready';
  return reasons.includes('wait in the spool') ? 'callbacks wait in the spool' : '';
}

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
  const load = house.load({ perSecond: 50, padBytes: 16_000 });
  await wait(3_000);
  const fullMs = Date.now();
  fill();
  const said = await vi.waitUntil(trouble, { timeout: MOST.notReadyS * 1_000, interval: 200 });
  const saidS = tenth((Date.now() - fullMs) / 1_000);
  await wait(5_000);
  const waiting = spooled();
  const roomMs = Date.now();
  rmSync(join(house.data, 'filler'));
  await vi.waitFor(
    async () => expect({ status: (await ready()).status, said: await trouble() }).toEqual({ status: 200, said: '' }),
    {
      timeout: MOST.wellS * 1_000,
      interval: 200,
    },
  );
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
    said,
    said_after_s: saidS,
    well_after_s: wellS,
    spool_files: waiting,
  });
  expect(waiting, 'calls waited in the spool').toBeGreaterThan(0);
  expect(Object.keys(posted.statuses).every((status) => ['200', '503'].includes(status))).toBe(true);
}, 600_000);
