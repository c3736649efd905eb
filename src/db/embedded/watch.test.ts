import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { wasKilled } from './postmaster.ts';
import { type Embedded, startEmbedded } from './start-embedded.ts';

let home: string;
let server: Embedded;
beforeAll(async () => {
  home = mkdtempSync(join(dirname(inject('databaseHome')), 'qungui-watch-'));
  server = await startEmbedded(home, { log: { info: () => undefined }, durability: 'test' });
});
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

const pidNow = (): number => Number(readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function answers(): Promise<unknown> {
  const client = new Client({ connectionString: server.superuserUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query('select 1 as one')).rows;
  } finally {
    await client.end();
  }
}

test('a server that was killed is started again at the same address, as often as it takes', async () => {
  for (let killed = 0; killed < 2; killed += 1) {
    const before = pidNow();
    process.kill(before, 'SIGKILL');
    await vi.waitFor(async () => expect([pidNow() === before, await answers()]).toEqual([false, [{ one: 1 }]]), {
      timeout: 30_000,
      interval: 100,
    });
  }
});

test('one that was stopped is left alone', async () => {
  expect(wasKilled(home)).toBe(false);
  await server.stop();
  expect(wasKilled(home)).toBe(false);
  server = await startEmbedded(home, { log: { info: () => undefined }, durability: 'test' });
});
