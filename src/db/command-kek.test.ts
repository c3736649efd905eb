import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aKms, type Mischief } from '../../test/builders/kms.ts';
import { openTestDb } from '../../test/db.ts';
import { HouseError } from '../errors.ts';
import { Corp } from '../ids.ts';
import { commandKek } from './command-kek.ts';
import { kekOf, readKek } from './kek.ts';
import { kekFor } from './kek-for.ts';
import { openKeyring, wrappedBy } from './keyring.ts';

const { db, close } = await openTestDb();
afterAll(close);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qungui-kms-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = { table: 'notice', column: 'content', row: '42' };
const key = randomBytes(32);

async function refusalOf(work: Promise<unknown>): Promise<HouseError> {
  const said = await work.then(
    () => 'nothing was refused',
    (err: unknown) => err,
  );
  if (said instanceof HouseError) return said;
  throw new Error(String(said));
}

interface Entry {
  readonly task: string;
  readonly place: string;
  readonly env: readonly string[];
}
const diary = (): Entry[] => {
  const file = join(folder, 'diary');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
};

describe('a data key that a program wraps', () => {
  test('opens at its place, is never wrapped twice alike, and the program never sees it', async () => {
    const kek = commandKek(aKms(folder), null);
    const [wrapped, again] = await Promise.all([kek.wrap('alpha', 'k1', key), kek.wrap('alpha', 'k1', key)]);
    expect(await kek.unwrap('alpha', 'k1', wrapped)).toEqual(key);
    expect(wrapped).toMatch(/^v2\.command(\.[\w-]+){5}$/);
    expect(again).not.toBe(wrapped);
    for (const form of ['base64', 'base64url', 'hex'] as const) expect(wrapped).not.toContain(key.toString(form));
  });

  test.each([
    ['another corp', 'beta', 'k1'],
    ['another key', 'alpha', 'k2'],
  ])('does not open as that of %s, whatever the service binds', async (_, corp, kid) => {
    const wrapped = await commandKek(aKms(folder), null).wrap('alpha', 'k1', key);
    // A service that binds nothing: it says the right wrapping key for every place.
    const own = Buffer.from(wrapped.split('.')[2] ?? '', 'base64url').toString();
    const bindless = join(folder, 'bindless');
    const real = aKms(folder).command.slice(0, 4);
    writeFileSync(bindless, `#!/bin/sh\nread word\necho "$word" | ${real.join(' ')} unwrap 'alpha|k1'\n`, {
      mode: 0o700,
    });
    const kek = commandKek({ command: [bindless], timeoutMs: 20_000 }, null);
    expect(own).toMatch(/^kms:1:/);
    expect((await refusalOf(kek.unwrap(corp, kid, wrapped))).code).toBe('E-KEK-BROKEN');
    expect(await kek.unwrap('alpha', 'k1', wrapped)).toEqual(key);
  });

  test('is refused when any part of it was changed', async () => {
    const kek = commandKek(aKms(folder), null);
    const parts = (await kek.wrap('alpha', 'k1', key)).split('.');
    const codes = await Promise.all(
      parts.map(async (part, nth) => {
        const middle = Math.floor(part.length / 2);
        const other = part[middle] === 'A' ? 'B' : 'A';
        const changed = parts.with(nth, part.slice(0, middle) + other + part.slice(middle + 1));
        return (await refusalOf(kek.unwrap('alpha', 'k1', changed.join('.')))).code;
      }),
    );
    expect(codes).toEqual([
      'E-KEK-WRONG',
      'E-KEK-WRONG',
      'E-KMS-FAILED',
      'E-KMS-ANSWER',
      ...Array(3).fill('E-KEK-BROKEN'),
    ]);
  });
});

describe('the program', () => {
  test('is told the task and the place, sees three variables, and no shell reads its words', async () => {
    const { command } = aKms(folder);
    const kek = commandKek({ command, timeoutMs: 20_000 }, null);
    await kek.wrap("al'pha; touch x", '$(id)', key);
    const seen = { place: "al'pha; touch x|$(id)", env: ['LC_ALL', 'PATH', 'TZ'] };
    expect(diary()).toEqual([
      { task: 'wrap', ...seen },
      { task: 'unwrap', ...seen },
    ]);
  });

  test.each<[Mischief, string, RegExp]>([
    ['fails', 'E-KMS-FAILED', /ended with code 3 and said: permission denied for …\.$/],
    ['dies', 'E-KMS-FAILED', /ended with signal SIGKILL and said nothing\.$/],
    ['echoes', 'E-KMS-ANSWER', /the key itself/],
    ['says nothing', 'E-KMS-ANSWER', /one word on one line/],
    ['says more', 'E-KMS-ANSWER', /one word on one line/],
    ['forgets', 'E-KMS-ANSWER', /opens to another key/],
    ['shortens', 'E-KMS-ANSWER', /not 32 bytes/],
  ])('that %s is told so, and nothing is kept', async (mischief, code, why) => {
    const refused = await refusalOf(commandKek(aKms(folder, mischief), null).wrap('alpha', 'k1', key));
    expect(refused).toMatchObject({ code, why: expect.stringMatching(why) });
    expect(refused.remedy).not.toBe('');
    expect(JSON.stringify(refused)).not.toMatch(/[\w+/]{32,}/);
  });

  test('that hangs is ended after its time, with all that it started', async () => {
    const program = join(folder, 'slow');
    writeFileSync(program, `#!/bin/sh\nsleep 600 &\necho $! > ${folder}/sleeper\nwait\n`, { mode: 0o700 });
    const refused = await refusalOf(
      commandKek({ command: [program], timeoutMs: 1_500 }, null).wrap('alpha', 'k1', key),
    );
    expect(refused).toMatchObject({ code: 'E-KMS-HUNG', why: expect.stringContaining('within 1.5 seconds') });
    const sleeper = readFileSync(join(folder, 'sleeper'), 'utf8').trim();
    await expect
      .poll(
        () => existsSync(`/proc/${sleeper}`) && /^State:\s+[^Z]/m.test(readFileSync(`/proc/${sleeper}/status`, 'utf8')),
      )
      .toBe(false);
  });

  test.each([
    ['is not there', 0, 'E-KMS-FAILED', 'ENOENT'],
    ['may not be run', 0o600, 'E-KMS-FAILED', 'EACCES'],
    ['others may write', 0o757, 'E-KMS-MODE', 'mode is 757'],
    ['its group may write', 0o775, 'E-KMS-MODE', 'mode is 775'],
  ])('that %s is refused', async (_, mode, code, why) => {
    const program = join(folder, 'kms');
    if (mode !== 0) {
      writeFileSync(program, '#!/bin/sh\n');
      chmodSync(program, mode);
    }
    const refused = await refusalOf(
      commandKek({ command: [program], timeoutMs: 5_000 }, null).wrap('alpha', 'k1', key),
    );
    expect(refused).toMatchObject({ code, why: expect.stringContaining(why) });
  });
});

describe('from a file to a program, and back', () => {
  const wrappings = (corp: Corp) =>
    db.withCorp(corp, async (tx) => (await tx.dataKey.findMany()).map(({ wrapped }) => wrappedBy(wrapped)));

  test('nothing stops: what runs goes on, what starts opens both, and at the end the file is not needed', async () => {
    const corp = Corp.parse('moving');
    const config = { home: folder, kekFile: join(folder, 'kek') };
    const running = openKeyring(db, kekFor(config));
    const sealed = (await running.of(corp)).seal(place, '从前');
    const file = readKek(config.kekFile);
    const withKms = { ...config, kms: aKms(folder) };

    const restarted = openKeyring(db, kekFor(withKms));
    expect((await restarted.of(corp)).open(place, sealed)).toBe('从前');
    expect(diary()).toEqual([]);
    expect(await restarted.rotate(corp)).toBe('k2');
    expect((await wrappings(corp)).sort()).toEqual(['command', file.id, file.id].sort());
    const between = (await restarted.of(corp)).seal(place, '其间');
    const stale = await running.of(corp);
    expect(() => stale.open(place, between)).toThrow(expect.objectContaining({ code: 'E-SEAL', retry: 'backoff' }));
    expect((await running.of(corp)).open(place, sealed)).toBe('从前'); // its key opens no k2, and what it holds stays

    expect(await restarted.rewrap(corp, kekFor(withKms))).toBe(2);
    expect(await wrappings(corp)).toEqual(['command', 'command', 'command']);
    rmSync(config.kekFile);
    const fresh = await openKeyring(db, kekFor(withKms)).of(corp);
    expect([fresh.open(place, sealed), fresh.open(place, between)]).toEqual(['从前', '其间']);
    expect(existsSync(config.kekFile)).toBe(false);

    const back = kekOf(Buffer.alloc(32, 4));
    expect(await restarted.rewrap(corp, back)).toBe(3);
    expect((await openKeyring(db, back).of(corp)).open(place, between)).toBe('其间');
  });

  test('what a program wrapped names the program to who has a file alone', async () => {
    const corp = Corp.parse('fileless');
    await openKeyring(db, commandKek(aKms(folder), null)).of(corp);
    const refused = await refusalOf(openKeyring(db, kekOf(Buffer.alloc(32, 3))).of(corp));
    expect(refused).toMatchObject({
      code: 'E-KEK-WRONG',
      why: expect.stringContaining('by key-encryption key command'),
      remedy: expect.stringContaining('keys.kek of qungui.yaml'),
    });
  });

  test('a key that was opened is not asked for again; while the service is away what is open stays open', async () => {
    const corp = Corp.parse('away');
    const ring = openKeyring(db, commandKek(aKms(folder), null));
    const keys = await ring.of(corp);
    const asked = diary().length;
    const there = openKeyring(db, commandKek(aKms(folder), null));
    await there.rotate(corp);
    rmSync(join(folder, 'master'));
    const before = diary().length;
    expect(before).toBeGreaterThan(asked);

    const newer = 'v1.k2.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA';
    expect(() => keys.open(place, newer)).toThrow(expect.objectContaining({ retry: 'backoff' }));
    const held = await ring.of(corp);
    expect(held.open(place, keys.seal(place, 'still'))).toBe('still');
    expect(
      diary()
        .slice(before)
        .map(({ place }) => place),
    ).toEqual(['away|k2']);
    expect((await refusalOf(ring.rotate(corp))).code).toBe('E-KMS-FAILED');
  });
});
