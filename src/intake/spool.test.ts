import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEMO } from '../../test/fixtures/callbacks/receiver.ts';
import { DISMISS_VECTOR } from '../../test/fixtures/callbacks/vectors.ts';
import type { SealedCall } from './open-call.ts';
import { openSpool, type Spool } from './spool.ts';
import { claimFiles, nameFile, waitingFiles } from './spool-file.ts';
import { type Ending, frame, readRecords } from './spool-record.ts';

let home: string;
let folder: string;
let spool: Spool;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'qungui-spool-'));
  folder = join(home, 'spool');
  spool = openSpool(home);
});
afterEach(async () => {
  await spool.close();
  await rm(home, { recursive: true });
});

const call = (text: string): SealedCall => ({
  corp: DEMO,
  surface: 'app',
  query: DISMISS_VECTOR.query,
  body: Buffer.from(text),
});

async function contents(path: string): Promise<{ bodies: string[]; ending: Ending }> {
  const records = readRecords(path);
  const bodies: string[] = [];
  for (;;) {
    const { done, value } = await records.next();
    if (done) return { bodies, ending: value };
    bodies.push(value.body.toString());
  }
}
const onlyFile = async (): Promise<string> => {
  const [name, ...rest] = await readdir(folder);
  expect(rest).toEqual([]);
  return join(folder, name ?? '');
};

describe('the spool', () => {
  test('makes nothing until a call needs it', async () => {
    expect(await readdir(home)).toEqual([]);
    expect(await spool.waiting()).toBe(0);
  });
  test('holds what was appended, in order, for the owner alone', async () => {
    await Promise.all(['a', 'b', 'c'].map((text) => spool.append(call(text))));
    await spool.append(call('d'));
    const path = await onlyFile();

    expect(await contents(path)).toEqual({ bodies: ['a', 'b', 'c', 'd'], ending: 'whole' });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await spool.waiting()).toBe(4);
  });
  test('ends a file when it is turned, and goes on in another', async () => {
    await spool.append(call('a'));
    await spool.turn();
    await spool.append(call('b'));

    const files = await waitingFiles(folder);
    expect(files.map(({ state, calls }) => `${state} ${calls}`).sort()).toEqual(['full 1', 'live 0']);
    expect(await spool.waiting()).toBe(2);
  });
  test('rejects what the disk refuses, and takes the next when it can again', async () => {
    await writeFile(folder, 'a file where the folder should be');
    await expect(spool.append(call('a'))).rejects.toThrow();
    await rm(folder);
    await spool.append(call('b'));
    expect(await contents(await onlyFile())).toEqual({ bodies: ['b'], ending: 'whole' });
  });
  test('on a full disk refuses what does not fit, and what it took is whole', async () => {
    const { stdout } = spawnSync(
      'bash',
      ['-c', 'ulimit -f 64; exec node --import tsx test/fixtures/callbacks/fill-spool.ts "$0"', home],
      { encoding: 'utf8', env: { ...process.env, TSX_DISABLE_CACHE: '1' } },
    );
    const { kept, refused } = JSON.parse(stdout) as { kept: string[]; refused: string[] };
    const files = await waitingFiles(folder);
    const found = await Promise.all(files.map(({ name }) => contents(join(folder, name))));

    expect(refused.length).toBeGreaterThan(0);
    expect(found.flatMap(({ bodies }) => bodies.map((body) => body.trim())).sort()).toEqual(kept.sort());
    expect(found.map(({ ending }) => ending)).toEqual(files.map(() => 'whole'));
  });
});

describe('a file', () => {
  test('cut anywhere gives the whole records before the cut', async () => {
    const records = ['a', 'bb', 'ccc'].map((text) => frame(call(text)));
    const whole = Buffer.concat(records);
    const ends = [0, records[0]?.length ?? 0, (records[0]?.length ?? 0) + (records[1]?.length ?? 0), whole.length];
    await mkdir(folder);
    const path = join(folder, 'x');
    for (let cut = 0; cut <= whole.length; cut += 7) {
      await writeFile(path, whole.subarray(0, cut));
      const { bodies, ending } = await contents(path);
      expect(bodies).toHaveLength(ends.filter((end) => end > 0 && end <= cut).length);
      expect(ending).toBe(ends.includes(cut) ? 'whole' : 'torn');
    }
  });
  test('that ends in zeros, as after a power cut, is torn', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'x'), Buffer.concat([frame(call('a')), Buffer.alloc(500)]));
    expect(await contents(join(folder, 'x'))).toEqual({ bodies: ['a'], ending: 'torn' });
  });
  test('with any byte changed gives no call that was not written', async () => {
    await mkdir(folder);
    const whole = Buffer.concat(['a', 'b', 'c'].map((text) => frame(call(text))));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ by;
        await writeFile(join(folder, 'x'), changed);
        const { bodies, ending } = await contents(join(folder, 'x'));
        expect(['a', 'b', 'c'].slice(0, bodies.length)).toEqual(bodies);
        expect(ending).not.toBe('whole');
      }),
      { numRuns: 60 },
    );
  });
  test('larger than one read is read whole', async () => {
    const texts = Array.from({ length: 40 }, (_, i) => `${i}`.padEnd(9_000, 'x'));
    await Promise.all(texts.map((text) => spool.append(call(text))));
    expect((await contents(await onlyFile())).bodies).toEqual(texts);
  });
});

describe('claiming', () => {
  const deadMark = (): string => `${spawnSync(process.execPath, ['-e', '']).pid} no-such-boot 1`;
  const place = async (mark: string, state: 'live' | 'full'): Promise<void> => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, nameFile({ mark, calls: 0, state })), frame(call('a')));
  };

  test('takes files of dead processes, unfinished ones too', async () => {
    await place(deadMark(), 'live');
    await place(deadMark(), 'full');
    expect(await claimFiles(folder)).toHaveLength(2);
  });
  test('leaves our own file alone while it is written', async () => {
    await spool.append(call('a'));
    expect(await claimFiles(folder)).toEqual([]);
  });
  test('overlooks what is no spool file', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'README'), '');
    await writeFile(join(folder, `${encodeURIComponent(deadMark())}.1-000000000000.full.held`), '');
    expect(await claimFiles(folder)).toEqual([]);
    expect(await spool.waiting()).toBe(0);
  });
});
