import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aKms } from '../../test/builders/kms.ts';
import { openSmallHouse, type SmallHouse } from '../../test/small-house.ts';
import { readKek } from '../db/kek.ts';
import { kekFor } from '../db/kek-for.ts';
import { openKeyring } from '../db/keyring.ts';
import { rewrap } from './keys-answers.ts';

let small: SmallHouse;
beforeAll(async () => {
  small = await openSmallHouse();
});
afterAll(() => small.house.close());

const place = { table: 'notice', column: 'content', row: '42' };
const rotate = () => small.run('keys', 'rotate', '--by', 'li.renshi');
const newKek = (name: string): string => {
  const file = small.house.file('', name);
  chmodSync(file, 0o600);
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`);
  return file;
};

test('a rotation makes the next key; what was sealed before still opens; the trail says who', async () => {
  const { corp, deps } = small.house;
  const before = (await deps.keys.of(corp)).seal(place, '从前');
  expect(await rotate()).toMatchObject({ exit: 0, out: expect.stringContaining('k2 seals') });
  const keys = await deps.keys.of(corp);
  expect([keys.open(place, before), keys.seal(place, '').slice(0, 6)]).toEqual(['从前', 'v1.k2.']);
  const { corps } = await small.json('keys', 'list');
  expect(corps[0].keys.map(({ kid, does }: { kid: string; does: string }) => [kid, does])).toEqual([
    ['root', 'names and signs'],
    ['k1', 'opens'],
    ['k2', 'seals and opens'],
  ]);
  expect(await small.house.trail('key-rotated')).toMatchObject([{ what: 'data-key', kid: 'k2' }]);
});

test('two rotations at once make two keys, one of which seals', async () => {
  await Promise.all([rotate(), rotate()]);
  const { corps } = await small.json('keys', 'list');
  const seals = corps[0].keys.filter(({ does }: { does: string }) => does === 'seals and opens');
  expect([corps[0].keys.length, seals.length, seals[0].kid]).toEqual([5, 1, 'k4']);
});

test('a key-encryption key that is missing or open to others is refused before anything changes', async () => {
  expect(await small.run('keys', 'rewrap', '--new-kek', '/nowhere/kek', '--by', 'li.renshi')).toMatchObject({
    exit: 3,
    err: expect.stringContaining('E-KEK-MISSING'),
  });
  const open = newKek('open.kek');
  chmodSync(open, 0o644);
  expect(await small.run('keys', 'rewrap', '--new-kek', open, '--by', 'li.renshi')).toMatchObject({
    exit: 3,
    err: expect.stringContaining('E-KEK-MODE'),
  });
});

test('after a rewrap, twice at once, the new key opens everything, the running process goes on, and a repeat changes nothing', async () => {
  const { corp, deps } = small.house;
  const sealed = (await deps.keys.of(corp)).seal(place, '仍在');
  const file = newKek('next.kek');
  const both = await Promise.all([1, 2].map(() => small.run('keys', 'rewrap', '--new-kek', file, '--by', 'li.renshi')));
  expect(both.map(({ exit }) => exit)).toEqual([0, 0]);
  expect(both.filter(({ out }) => out.includes('5 keys wrapped'))).toHaveLength(1);
  expect(await small.house.trail('key-rotated')).toHaveLength(4);

  const fresh = await openKeyring(deps.db, readKek(file)).of(corp);
  expect(fresh.open(place, sealed)).toBe('仍在');
  expect((await deps.keys.of(corp)).open(place, sealed)).toBe('仍在');
  expect((await small.run('keys', 'rewrap', '--new-kek', file, '--by', 'li.renshi')).out).toContain('nothing to do');
  expect(await small.house.chain()).toMatchObject({ state: 'whole' });
});

test('without a file and without a program nobody knows what to wrap by', async () => {
  expect(await small.run('keys', 'rewrap', '--by', 'li.renshi')).toMatchObject({
    exit: 3,
    err: expect.stringContaining('E-KEK-NEXT'),
  });
});

test('the program that the configuration names wraps every key, and the answer says what is left to do', async () => {
  const { corp, deps } = small.house;
  const folder = mkdtempSync(join(tmpdir(), 'qungui-kms-'));
  try {
    const before = newKek('before.kek');
    const file = join(folder, 'kek');
    copyFileSync(join(dirname(before), 'next.kek'), file); // what the rewrap before this one left
    chmodSync(file, 0o600);
    const config = { ...deps.config, kekFile: file, kms: aKms(folder) };
    const moved = { ...deps, config, keys: openKeyring(deps.db, kekFor(config)) };

    const told = await rewrap(moved, { by: 'li.renshi' });

    expect(told.text).toContain(`take ${file} away`);
    expect(await rewrap(moved, { by: 'li.renshi' })).toMatchObject({ json: { kek: 'command', corps: [{ keys: 0 }] } });
    const { corps } = await small.json('keys', 'list');
    expect(new Set(corps[0].keys.map(({ wrappedBy }: { wrappedBy: string }) => wrappedBy))).toEqual(
      new Set(['command']),
    );

    const back = await rewrap(moved, { by: 'li.renshi', newKek: before });
    expect(back.text).toContain('take keys.kek out of qungui.yaml');
    expect((await openKeyring(deps.db, readKek(before)).of(corp)).pseudonym('a')).toBe(
      (await deps.keys.of(corp)).pseudonym('a'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('no key is made by a process whose key file is the old one', async () => {
  expect(await rotate()).toMatchObject({ exit: 3, err: expect.stringContaining('E-KEK-WRONG') });
});
