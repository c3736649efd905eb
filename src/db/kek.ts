import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { HouseError } from '../errors.ts';

/** The key-encryption key: it wraps data keys and touches nothing else. */
export interface Kek {
  /** Tells two keys apart without telling anything of either. */
  readonly id: string;
  wrap(corp: string, kid: string, key: Buffer): Promise<string>;
  /** [E-KEK-WRONG] when another key wrapped it; [E-KEK-BROKEN] when it was changed or moved. */
  unwrap(corp: string, kid: string, wrapped: string): Promise<Buffer>;
}

export const KEY_BYTES = 32;

/**
 * Reads the key of a 0600 file; under `home`, where everything is ours, it is made when missing. When it meets what another key
 * wrapped it reads the file again: a key that was put into its place counts without a restart. [E-KEK-…]
 */
export function openKek(file: string, home: string): Kek {
  const inHome = !relative(home, file).startsWith('..');
  let held = kekOf(readKey(file) ?? (inHome ? makeKey(file) : missing(file)));
  return {
    get id() {
      return held.id;
    },
    wrap: (...args) => held.wrap(...args),
    unwrap: async (...args) => {
      const tried = held; // several open at once: the file may have been read again for another meanwhile
      try {
        return await tried.unwrap(...args);
      } catch (error) {
        const now = isWrongKey(error) ? readKey(file) : null;
        const other = now && kekOf(now);
        if (!other || other.id === tried.id) throw error;
        held = other;
        return held.unwrap(...args);
      }
    },
  };
}

/** Reads a key that must be there: nobody makes the next one but its keeper. [E-KEK-…] */
export const readKek = (file: string): Kek => kekOf(readKey(file) ?? missing(file));

const isWrongKey = (error: unknown): boolean => error instanceof HouseError && error.code === 'E-KEK-WRONG';

/** A key-encryption key in memory, 32 bytes. */
export function kekOf(key: Buffer): Kek {
  const id = createHash('sha256').update('qungui kek id\n').update(key).digest('base64url').slice(0, 8);
  return {
    id,
    wrap: async (corp, kid, plain) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`${corp}|${kid}`));
      const ct = Buffer.concat([cipher.update(plain), cipher.final()]);
      return ['v1', id, ...[nonce, ct, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.');
    },
    unwrap: async (corp, kid, wrapped) => {
      const [version, by, nonce = '', ct = '', tag = ''] = wrapped.split('.');
      if (by !== id) throw wrongKey(corp, kid, by, `the file holds ${id}`);
      if (version !== 'v1') throw broken(corp, kid, new TypeError(`form ${version} is none of ours`));
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
          .setAAD(Buffer.from(`${corp}|${kid}`))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(ct, 'base64url')), decipher.final()]);
      } catch (cause) {
        throw broken(corp, kid, cause);
      }
    },
  };
}

function readKey(file: string): Buffer | null {
  const fd = openOrNull(file);
  if (fd === null) return null;
  try {
    refuseOthersEyes(file, fd);
    const text = readFileSync(fd, 'utf8').trim();
    const key = Buffer.from(text, 'base64');
    if (key.length !== KEY_BYTES || key.toString('base64').replaceAll('=', '') !== text.replaceAll('=', '')) {
      throw shapeless(file);
    }
    return key;
  } finally {
    closeSync(fd);
  }
}

function openOrNull(file: string): number | null {
  try {
    return openSync(file, 'r');
  } catch (err) {
    if ((err as { code?: string }).code === 'ENOENT') return null;
    throw err;
  }
}

/** Looks at the open file, not at its name: nobody can swap it in between. */
function refuseOthersEyes(file: string, fd: number): void {
  const { mode, uid } = fstatSync(fd);
  const self = process.getuid?.();
  if (self === undefined) return; // no POSIX modes on this system
  const others = (mode & 0o077) !== 0;
  if (!others && uid === self) return;
  throw new HouseError({
    code: 'E-KEK-MODE',
    what: `The key-encryption key ${file} is not this user's alone.`,
    why: others
      ? `Its mode is ${(mode & 0o777).toString(8)}, it must be 600.`
      : `It belongs to uid ${uid}, not ${self}.`,
    remedy: `Run: chmod 600 '${file}' && chown ${self} '${file}'`,
    retry: 'never',
  });
}

/** Of two processes that start together the first to link its file wins, and both read what it wrote. */
function makeKey(file: string): Buffer {
  const draft = join(dirname(file), `.kek-${process.pid}-${randomBytes(6).toString('hex')}`);
  const fd = openSync(draft, 'wx', 0o600);
  try {
    writeSync(fd, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
    fsyncSync(fd);
    linkSync(draft, file);
  } catch (err) {
    if ((err as { code?: string }).code !== 'EEXIST') throw err;
  } finally {
    closeSync(fd);
    unlinkSync(draft);
  }
  return readKey(file) ?? missing(file);
}

function missing(file: string): never {
  throw new HouseError({
    code: 'E-KEK-MISSING',
    what: `There is no key-encryption key at ${file}.`,
    why: 'Without it nothing sealed can be opened, and a new one would not open it either.',
    remedy: `Put the key there, or for a new installation run: (umask 077; openssl rand -base64 32 > '${file}')`,
    retry: 'never',
  });
}

const shapeless = (file: string) =>
  new HouseError({
    code: 'E-KEK-SHAPE',
    what: `The key-encryption key ${file} cannot be read.`,
    why: 'It must hold 32 random bytes in base64, and nothing else.',
    remedy: 'Restore it from the backup of your keys.',
    retry: 'never',
  });

/** `here`: which key this installation has instead. */
export const wrongKey = (corp: string, kid: string, by: string | undefined, here: string) =>
  new HouseError({
    code: 'E-KEK-WRONG',
    what: `The data keys of corp ${corp} cannot be opened.`,
    why: `Key ${kid} was wrapped by key-encryption key ${by}; ${here}.`,
    remedy: 'Put the key back that belongs to this database, or name its program: keys.kek of qungui.yaml.',
    retry: 'never',
  });

const broken = (corp: string, kid: string, cause: unknown) =>
  new HouseError({
    code: 'E-KEK-BROKEN',
    what: `Data key ${kid} of corp ${corp} was changed or moved.`,
    why: 'Its wrapping does not authenticate, though this key-encryption key is said to have made it.',
    remedy: 'Restore the table data_key from a backup.',
    retry: 'never',
    cause,
  });
