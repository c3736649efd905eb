import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pause } from '../../time.ts';
import { withLock } from './lock.ts';
import { markOf } from './processes.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qungui-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Adds to a number in a file in two steps that any intruder would spoil, many times over. */
const PROGRAM = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { setTimeout as pause } from 'node:timers/promises';
  import { withLock } from '${new URL('./lock.ts', import.meta.url)}';
  const [folder, counter, times] = process.argv.slice(1);
  for (let round = 0; round < Number(times); round++) {
    await withLock(folder, 20_000, async () => {
      const before = Number(readFileSync(counter, 'utf8'));
      await pause(1);
      writeFileSync(counter, String(before + 1));
    });
  }`;

function count(counter: string, times: number): ChildProcess {
  const args = [
    '--import',
    import.meta.resolve('tsx'),
    '--input-type=module',
    '--eval',
    PROGRAM,
    folder,
    counter,
    String(times),
  ];
  return spawn(process.execPath, args, { stdio: 'inherit' });
}

describe('the lock', () => {
  test('lets one in at a time within a process', async () => {
    const seen: string[] = [];
    const visit = (name: string): Promise<void> =>
      withLock(folder, 5_000, async () => {
        seen.push(`${name} in`);
        await pause(10);
        seen.push(`${name} out`);
      });
    await Promise.all([visit('one'), visit('two')]);
    const [first, second] = seen[0] === 'one in' ? ['one', 'two'] : ['two', 'one'];
    expect(seen).toEqual([`${first} in`, `${first} out`, `${second} in`, `${second} out`]);
  });

  test('lets one in at a time between processes, also while some are killed', async () => {
    const counter = join(folder, 'counter.txt');
    writeFileSync(counter, '0');
    const victim = count(join(folder, 'counter.txt'), 100_000);
    await vi.waitFor(() => expect(Number(readFileSync(counter, 'utf8'))).toBeGreaterThan(0), { timeout: 30_000 });
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    const before = Number(readFileSync(counter, 'utf8') || '0');
    writeFileSync(counter, String(before)); // the killed one may have left it empty
    const workers = [count(counter, 20), count(counter, 20), count(counter, 20)];
    const codes = await Promise.all(workers.map(async (worker) => (await once(worker, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0]);
    expect(Number(readFileSync(counter, 'utf8'))).toBe(before + 60);
  });

  test('is free again when the work throws', async () => {
    await expect(withLock(folder, 1_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withLock(folder, 1_000, async () => 'in')).resolves.toBe('in');
  });

  test.for([
    ['a dead process', `${spawnSync('true').pid} some-boot 1`],
    ['a process of another boot with a living number', `${process.pid} another-boot 1`],
  ])('of %s is taken over', async ([, holder = '']) => {
    writeFileSync(join(folder, '7'), holder);
    await expect(withLock(folder, 1_000, async () => readdirSync(folder))).resolves.toEqual(['8']);
  });

  test('of a living process is respected, and the error names it', async () => {
    writeFileSync(join(folder, '7'), markOf(process.pid) ?? '');
    const refused = expect.objectContaining({
      code: 'E-PG-LOCK',
      why: expect.stringContaining(String(process.pid)),
      retry: 'backoff',
    });
    await expect(withLock(folder, 50, async () => 'in')).rejects.toEqual(refused);
  });
});
