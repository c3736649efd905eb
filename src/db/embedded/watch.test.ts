import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { findPostmaster, wasKilled } from './postmaster.ts';
import { type Embedded, startEmbedded } from './start-embedded.ts';
import { type Watched, watchOver } from './watch.ts';

const newFolder = (): string => mkdtempSync(join(dirname(inject('databaseHome')), 'qungui-watch-'));

describe('a server with two holders', () => {
  let home: string;
  let holders: Embedded[];
  let said: string[];
  beforeAll(async () => {
    home = newFolder();
    said = [];
    const log = { info: () => undefined, warn: (_: unknown, words: string) => void said.push(words) };
    const hold = () => startEmbedded(home, { log, durability: 'test' });
    holders = [await hold(), await hold()];
  });
  afterAll(async () => {
    for (const { stop } of holders) await stop();
    rmSync(home, { recursive: true, force: true });
  });

  const pidNow = (): number => Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

  async function answers(): Promise<unknown> {
    const client = new Client({ connectionString: holders[0]?.superuserUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query('select 1 as one')).rows;
    } finally {
      await client.end();
    }
  }

  test('that was killed is started again at the same address, once, as often as it takes', async () => {
    for (let killed = 1; killed <= 2; killed += 1) {
      const before = pidNow();
      process.kill(before, 'SIGKILL');
      await vi.waitFor(async () => expect([pidNow() === before, await answers()]).toEqual([false, [{ one: 1 }]]), {
        timeout: 50_000,
        interval: 100,
      });
      await vi.waitFor(() => expect(said).toHaveLength(killed), { timeout: 10_000 });
    }
    expect(new Set(said)).toEqual(new Set(['the embedded PostgreSQL was killed, and runs again']));
  });

  test('that was killed while they let go stays down', async () => {
    process.kill(pidNow(), 'SIGKILL');
    await Promise.all(holders.map(({ stop }) => stop()));
    expect(await findPostmaster(home)).toBeUndefined();
    const again = await startEmbedded(home, {
      log: { info: () => undefined, warn: () => undefined },
      durability: 'test',
    });
    holders = [again];
    expect(await answers()).toEqual([{ one: 1 }]);
    await again.stop();
    expect(wasKilled(home)).toBe(false);
  });
});

describe('whether it was killed', () => {
  let place: string;
  beforeEach(() => {
    place = newFolder();
    mkdirSync(join(place, 'data'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  test.for([
    ['no file', null, false],
    ['a file that is just being written', '', false],
    ['the number of nobody', '4194999\n', true],
    ['a number that now belongs to somebody else', `${process.pid}\n`, true],
  ] as const)('%s', ([, file, killed]) => {
    if (file !== null) writeFileSync(join(place, 'data', 'postmaster.pid'), file);
    expect(wasKilled(place)).toBe(killed);
  });
});

describe('the pauses between attempts', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  const warn = vi.fn();
  const dead = (revive: Watched['revive']): Watched => ({ log: { warn }, wasKilled: () => true, revive });

  test('a server that does not start is tried six times in 66 seconds, then once a minute; each is logged', async () => {
    warn.mockClear();
    const revive = vi.fn(async () => Promise.reject(new Error('no space left')));
    const watch = watchOver(dead(revive));
    await vi.advanceTimersByTimeAsync(66_000);
    expect(revive).toHaveBeenCalledTimes(6);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(revive.mock.calls.length).toBeLessThanOrEqual(16);
    expect(revive.mock.calls.length).toBeGreaterThanOrEqual(15);
    expect(warn).toHaveBeenCalledTimes(revive.mock.calls.length);
    await watch.end();
  });

  test('after ten calm minutes it is started at once again', async () => {
    let killed = true;
    const revive = vi.fn(async () => {
      killed = false;
      return 'revived' as const;
    });
    const watch = watchOver({ ...dead(revive), wasKilled: () => killed });
    for (let incident = 1; incident <= 4; incident += 1) {
      await vi.advanceTimersByTimeAsync(700_000);
      killed = true;
      await vi.advanceTimersByTimeAsync(2_000);
      expect(revive).toHaveBeenCalledTimes(incident + 1);
    }
    await watch.end();
  });

  test('whoever ended his watch waits for what is under way, and is told that nobody wants it', async () => {
    let finish: (() => void) | undefined;
    const seen: boolean[] = [];
    const revive: Watched['revive'] = async (ended) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      seen.push(ended());
      return 'not needed';
    };
    const watch = watchOver(dead(revive));
    await vi.advanceTimersByTimeAsync(2_000);
    const over = watch.end();
    finish?.();
    await over;
    expect(seen).toEqual([true]);
  });
});
