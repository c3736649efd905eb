import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { asSuperuser, openTestDb } from '../../test/db.ts';
import { Corp } from '../ids.ts';
import { kekOf, openKek, readKek } from './kek.ts';
import { openKeyring } from './keyring.ts';

const kek = kekOf(Buffer.alloc(32, 7));
const alpha = Corp.parse('alpha');
const beta = Corp.parse('beta');
const place = { table: 'notice', column: 'content', row: '42' };
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing thrown';
  } catch (err) {
    return (err as { code: string }).code;
  }
};

const { database, db, close } = await openTestDb();
afterAll(close);

describe('a sealed value', () => {
  test('opens where it was sealed, whatever it says', async () => {
    const keys = await openKeyring(db, kek).of(alpha);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => keys.open(place, keys.seal(place, text)) === text));
  });

  test('has five parts and names its key', async () => {
    const keys = await openKeyring(db, kek).of(alpha);
    expect(keys.seal(place, '群规')).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]{8}\.[\w-]{22}$/);
  });

  test('is never sealed twice alike', async () => {
    const keys = await openKeyring(db, kek).of(alpha);
    expect(keys.seal(place, 'same')).not.toBe(keys.seal(place, 'same'));
  });

  for (const moved of [
    { ...place, row: '43' },
    { ...place, column: 'body' },
    { ...place, table: 'callback' },
  ])
    test(`does not open at ${Object.values(moved).join('.')}`, async () => {
      const keys = await openKeyring(db, kek).of(alpha);
      const sealed = keys.seal(place, 'here');
      expect(codeOf(() => keys.open(moved, sealed))).toBe('E-SEAL');
    });

  test('does not open in another corp, even when its key is copied there', async () => {
    const ring = openKeyring(db, kek);
    const [ours, theirs] = [await ring.of(alpha), await ring.of(beta)];
    expect(codeOf(() => theirs.open(place, ours.seal(place, 'ours')))).toBe('E-SEAL');
    const copied = await asSuperuser(database, async (client) => {
      const { rows } = await client.query(`select wrapped from qungui.data_key where corp = 'alpha' and kid = 'k1'`);
      return rows[0].wrapped as string;
    });
    await expect(kek.unwrap('beta', 'k1', copied)).rejects.toMatchObject({ code: 'E-KEK-BROKEN' });
  });

  test('does not open when any character of it is changed, cut off or added', async () => {
    const keys = await openKeyring(db, kek).of(alpha);
    const sealed = keys.seal(place, 'untouched');
    const bytes = (text: string) =>
      text
        .split('.')
        .map((part, i) => (i < 2 ? part : Buffer.from(part, 'base64url').toString('hex')))
        .join();
    for (let i = 0; i <= sealed.length; i++) {
      for (const other of [sealed.slice(0, i), `${sealed.slice(0, i)}A${sealed.slice(i + 1)}`, `${sealed}.A`]) {
        if (bytes(other) === bytes(sealed)) continue; // base64url has spare bits in its last character
        expect(codeOf(() => keys.open(place, other))).toBe('E-SEAL');
      }
    }
  });
});

describe('a keyring', () => {
  test('makes one set of keys when twenty ask at once', async () => {
    const corp = Corp.parse('crowd');
    const rings = Array.from({ length: 20 }, () => openKeyring(db, kek));
    const all = await Promise.all(rings.map((ring) => ring.of(corp)));
    const sealed = all.map((keys) => keys.seal(place, 'one'));
    for (const keys of all) expect(sealed.map((text) => keys.open(place, text))).toEqual(sealed.map(() => 'one'));
    expect(new Set(all.map((keys) => keys.pseudonym('zhangshili'))).size).toBe(1);
  });

  test('after a rotation seals with the new key, opens what the old one sealed, and keeps every name and signature', async () => {
    const corp = Corp.parse('rotating');
    const ring = openKeyring(db, kek);
    const before = await ring.of(corp);
    const old = before.seal(place, 'old');
    const named = [before.pseudonym('zhangshili'), before.sign('button', 'agree')];

    expect(await ring.rotate(corp)).toBe('k2');

    const after = await ring.of(corp);
    expect(after.seal(place, 'new')).toMatch(/^v1\.k2\./);
    expect(after.open(place, old)).toBe('old');
    expect([after.pseudonym('zhangshili'), after.sign('button', 'agree')]).toEqual(named);
    expect(
      await openKeyring(db, kek)
        .of(corp)
        .then((keys) => keys.pseudonym('zhangshili')),
    ).toBe(named[0]);
  });

  test('that meets a key made elsewhere says try again, and has it then', async () => {
    const corp = Corp.parse('elsewhere');
    const here = openKeyring(db, kek);
    const stale = await here.of(corp);
    const there = openKeyring(db, kek);
    await there.rotate(corp);
    const sealed = (await there.of(corp)).seal(place, 'from there');

    expect(() => stale.open(place, sealed)).toThrow(expect.objectContaining({ code: 'E-SEAL', retry: 'backoff' }));

    expect((await here.of(corp)).open(place, sealed)).toBe('from there');
  });

  test('numbers keys on when several rotate at once', async () => {
    const corp = Corp.parse('hurried');
    const kids = await Promise.all([1, 2, 3].map(() => openKeyring(db, kek).rotate(corp)));
    expect(kids.sort()).toEqual(['k1', 'k2', 'k3']);
    expect((await openKeyring(db, kek).of(corp)).seal(place, '')).toMatch(/^v1\.k3\./);
  });

  test('with another key-encryption key says which one is needed', async () => {
    await openKeyring(db, kek).of(alpha);
    const other = kekOf(Buffer.alloc(32, 8));
    await expect(openKeyring(db, other).of(alpha)).rejects.toThrow(
      expect.objectContaining({
        code: 'E-KEK-WRONG',
        why: expect.stringContaining(`by key-encryption key ${kek.id}; the file holds ${other.id}`),
      }),
    );
  });

  test('that was wrapped anew opens with the next key-encryption key only', async () => {
    const corp = Corp.parse('rewrapped');
    const ring = openKeyring(db, kek);
    const sealed = (await ring.of(corp)).seal(place, 'kept');
    const next = kekOf(Buffer.alloc(32, 9));

    expect(await ring.rewrap(corp, next)).toBe(2);

    expect((await openKeyring(db, next).of(corp)).open(place, sealed)).toBe('kept');
    await expect(openKeyring(db, kek).of(corp)).rejects.toThrow(expect.objectContaining({ code: 'E-KEK-WRONG' }));
  });
});

test('a file that was replaced is read again when it is needed; until then what is held stays', async () => {
  const corp = Corp.parse('swapped');
  const home = mkdtempSync(join(tmpdir(), 'kek-'));
  try {
    const file = join(home, 'kek');
    const ring = openKeyring(db, openKek(file, home));
    const sealed = (await ring.of(corp)).seal(place, 'kept');
    const next = join(home, 'next');
    writeFileSync(next, randomBytes(32).toString('base64'), { mode: 0o600 });
    await ring.rewrap(corp, readKek(next));
    expect((await ring.of(corp)).open(place, sealed)).toBe('kept');
    renameSync(next, file);
    expect(await ring.rotate(corp)).toBe('k2');
    expect((await ring.of(corp)).open(place, sealed)).toBe('kept');
  } finally {
    rmSync(home, { recursive: true });
  }
});

describe('names and signatures', () => {
  test('a pseudonym is 22 characters, the same for the same person, another in another corp', async () => {
    const ring = openKeyring(db, kek);
    const [ours, theirs] = [await ring.of(alpha), await ring.of(beta)];
    expect(ours.pseudonym('zhangshili')).toMatch(/^[\w-]{22}$/);
    expect(ours.pseudonym('zhangshili')).toBe(ours.pseudonym('zhangshili'));
    expect(ours.pseudonym('zhangshili')).not.toBe(ours.pseudonym('liyangben'));
    expect(ours.pseudonym('zhangshili')).not.toBe(theirs.pseudonym('zhangshili'));
  });

  test('a signature for one purpose is none for another', async () => {
    const keys = await openKeyring(db, kek).of(alpha);
    expect(keys.sign('button', 'x')).toMatch(/^[\w-]{43}$/);
    expect(keys.sign('button', 'x')).not.toBe(keys.sign('page', 'x'));
  });
});

describe('the key file', () => {
  const home = mkdtempSync(join(tmpdir(), 'kek-'));
  afterAll(() => rmSync(home, { recursive: true }));

  test('is made under home, 0600, 32 bytes of base64, and read again', () => {
    const file = join(home, 'kek');
    const { id } = openKek(file, home);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32);
    expect(openKek(file, home).id).toBe(id);
  });

  test('is not made anywhere else', () => {
    expect(codeOf(() => openKek(join(home, 'kek-elsewhere'), join(home, 'deeper')))).toBe('E-KEK-MISSING');
  });

  for (const mode of [0o640, 0o604, 0o660, 0o777])
    test(`is refused with mode ${mode.toString(8)}`, () => {
      const file = join(home, `mode-${mode}`);
      writeFileSync(file, randomBytes(32).toString('base64'));
      chmodSync(file, mode);
      expect(codeOf(() => openKek(file, home))).toBe('E-KEK-MODE');
    });

  for (const [name, text] of [
    ['empty', ''],
    ['31 bytes', randomBytes(31).toString('base64')],
    ['a password', 'correct horse battery staple'],
    ['bytes with noise', `${randomBytes(32).toString('base64')}!!`],
  ] as const)
    test(`is refused when it holds ${name}`, () => {
      const file = join(home, `shape-${name.replaceAll(' ', '-')}`);
      writeFileSync(file, text, { mode: 0o600 });
      expect(codeOf(() => openKek(file, home))).toBe('E-KEK-SHAPE');
    });
});
