import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listeningOf } from '../test/builders/listening.ts';
import { freshDatabase, type TestDatabase } from '../test/db.ts';

const entry = join(import.meta.dirname, '../test/entry.ts');

interface Process {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly lines: () => Record<string, unknown>[];
}

let database: TestDatabase;
let home: string;
let children: ChildProcess[] = [];
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'process-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(home, { recursive: true, force: true });
});
afterAll(() => database.drop());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

interface Launched extends Process {
  readonly port: number;
  readonly opsPort: number;
}

async function launch(over: Record<string, unknown> = {}): Promise<Launched> {
  const [port, opsPort] = [await freePort(), await freePort()];
  const settings = {
    databaseUrl: database.appUrl,
    migratorUrl: null,
    queueUrl: database.queueUrl,
    redisUrl: null,
    home,
    clock: 'fixed',
    host: '127.0.0.1',
    port,
    opsPort,
    logLevel: 'info',
    kekFile: join(home, 'kek'),
    wecomOrigin: 'http://127.0.0.1:9',
    ...over,
  };
  const child = spawn(process.execPath, ['--disable-proto=delete', '--import', 'tsx', entry], {
    env: { PATH: process.env.PATH, TEST_CONFIG: JSON.stringify(settings) },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  children.push(child);
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const lines = () =>
    said
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  return { child, port, opsPort, lines, ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))) };
}

const said = ({ lines }: Process, text: string): Promise<Record<string, unknown>> =>
  vi.waitFor(
    () => {
      const line = lines().find(({ msg }) => msg === text);
      expect(line, JSON.stringify(lines())).toBeDefined();
      return line ?? {};
    },
    { timeout: 60_000, interval: 50 },
  );

describe('a process', { timeout: 90_000 }, () => {
  test('answers, keeps its key file to itself, and ends well on a signal', async () => {
    const running = await launch();
    await said(running, 'callbacks are taken');
    const answer = await fetch(`http://127.0.0.1:${running.opsPort}/health/ready`);
    expect(answer.status).toBe(200);
    expect(statSync(join(home, 'kek')).mode & 0o777).toBe(0o600);

    running.child.kill('SIGTERM');

    expect(await running.ended).toBe(0);
    expect(running.lines().filter(({ level }) => Number(level) > 40)).toEqual([]);
  });

  test('listens where it was told to; health and figures on loopback whatever it was told; no debugger opens', async () => {
    const running = await launch({ host: '0.0.0.0' });
    await said(running, 'callbacks are taken');
    running.child.kill('SIGUSR1');
    expect((await fetch(`http://127.0.0.1:${running.opsPort}/health/live`)).status).toBe(200);

    const where = listeningOf(running.child.pid ?? 0);

    expect(where.sort()).toEqual([`0.0.0.0:${running.port}`, `127.0.0.1:${running.opsPort}`]);
  });

  test('logs a rejection that nobody awaited, and ends with 1', async () => {
    const running = await launch({ fault: 'rejection' });
    expect(await running.ended).toBe(1);
    expect(running.lines()).toContainEqual(expect.objectContaining({ level: 50, message: 'nobody awaited this' }));
  });

  for (const [name, over, code] of [
    ['whose database does not answer', { databaseUrl: 'postgresql://qungui_app@127.0.0.1:9/nothing' }, 'E-DB-CONNECT'],
    ['whose port is taken', { opsPort: 'taken' }, 'E-PORT'],
    ['whose key file others may read', { kekFile: 'open' }, 'E-KEK-MODE'],
  ] as const)
    test(`${name} says so and ends with 1`, async () => {
      const blocker = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => blocker.once('listening', resolve));
      const address = blocker.address();
      const open = join(home, 'open-kek');
      writeFileSync(open, Buffer.alloc(32).toString('base64'));
      chmodSync(open, 0o644);
      const settings = {
        ...over,
        ...('opsPort' in over && { opsPort: typeof address === 'object' ? address?.port : 0 }),
        ...('kekFile' in over && { kekFile: open }),
      };

      const running = await launch(settings);

      expect(await running.ended).toBe(1);
      expect(running.lines().at(-1)).toMatchObject({ msg: 'cannot start', code });
      blocker.close();
    });
});
