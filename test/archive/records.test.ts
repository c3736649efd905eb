import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Archive, openSimulatedArchive } from '../../simulator/archive/archive.ts';
import { buildLibrary, compilerIsHere } from '../../simulator/archive/build-library.ts';
import type { ArchiveRecords } from '../../src/wecom/archive/archive.ts';
import { openRecords } from '../../src/wecom/archive/open-records.ts';
import { archiveKey, openPkcs1 } from '../../src/wecom/archive/rsa.ts';

const corpid = 'wwdemo0123456789ab';
let folder: string;
let archive: Archive;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qungui-archive-'));
  archive = openSimulatedArchive(folder, corpid);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a random key', () => {
  const pem = () => archive.privateKeys().get(1) ?? '';

  test('sealed by PKCS#1 v1.5 is opened, whatever it is and however long', () => {
    const key = archiveKey(pem());
    if (!key) throw new TypeError('no key');
    const publicKey = createPublicKey(key);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 245 }), (message) => {
        const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, message);
        expect(openPkcs1(key, sealed)).toEqual(Buffer.from(message));
      }),
      { numRuns: 100 },
    );
  });

  test('that is none is refused with one word, whatever is wrong with it', () => {
    const key = archiveKey(pem());
    if (!key) throw new TypeError('no key');
    const publicKey = createPublicKey(key);
    const raw = (head: readonly number[]): Buffer => {
      const block = Buffer.alloc(256, 7);
      Buffer.from(head).copy(block);
      return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block);
    };
    const blocks = [
      raw([0, 2]), // no end of the padding
      raw([0, 1, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0]),
      raw([0, 2, 7, 7, 7, 7, 7, 7, 7, 0]), // seven bytes of padding
      Buffer.alloc(256, 1),
      Buffer.alloc(255, 1),
      Buffer.alloc(0),
      Buffer.alloc(256, 255),
    ];
    expect(blocks.map((block) => openPkcs1(key, block))).toEqual(blocks.map(() => null));
    expect(openPkcs1(key, raw([0, 2, 7, 7, 7, 7, 7, 7, 7, 7, 0, 65]))?.subarray(0, 2)).toEqual(Buffer.from([65, 7]));
  });

  test.each(['', 'no key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'])(
    '%j is no private key',
    (text) => expect(archiveKey(text)).toBeNull(),
  );
});

describe.each(compilerIsHere() ? ['the stand-in'] : [])('a library: %s', () => {
  let records: ArchiveRecords;
  const openWith = (privateKeys = archive.privateKeys(), hangMs = 20_000) =>
    openRecords(corpid, {
      library: buildLibrary(folder),
      secret: 'secret-of-the-archive',
      privateKeys,
      proxy: '',
      proxyLogin: '',
      timeoutS: 5,
      hangMs,
    });
  beforeEach(() => {
    records = openWith();
  });
  afterEach(() => records.close());

  const textsFrom = async (seq: bigint, limit = 100): Promise<string[]> => {
    const opened = await records.open(await records.pull(seq, limit));
    return opened.map((one) => (one.is === 'open' ? Buffer.from(one.text).toString() : one.because));
  };

  test('gives what was said, in its order, behind a seq, at most so many', async () => {
    for (const text of ['一', '二', '三']) archive.append(text, text);
    expect(await textsFrom(0n)).toEqual(['一', '二', '三']);
    expect(await textsFrom(1n, 1)).toEqual(['二']);
    expect(await textsFrom(3n)).toEqual([]);
  });

  test('is held by a process that was told nothing but where programs and temporary files are', async () => {
    process.env.QUNGUI_PLANTED = 'planted-in-our-environment';
    try {
      archive.append('一', '一');
      await textsFrom(0n);
      const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
        .split(' ')
        .filter(Boolean);
      const holder = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('archive/child'));
      const told = readFileSync(`/proc/${holder}/environ`, 'utf8').split('\0').filter(Boolean);
      const names = told.map((line) => line.split('=')[0]);
      const known = ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'];
      expect(names).toContain('PATH');
      expect(names.filter((name = '') => !known.includes(name))).toEqual([]);
      expect(told.join('\n')).not.toMatch(/planted|secret-of-the-archive/);
    } finally {
      delete process.env.QUNGUI_PLANTED;
    }
  });

  test('opens each record by the key of its version; one of a version that is not here stays shut', async () => {
    archive.append('old', 'm1');
    archive.newKey();
    archive.append('new', 'm2');
    expect(await textsFrom(0n)).toEqual(['old', 'no-key']);
    await records.close();
    records = openWith();
    expect(await textsFrom(0n)).toEqual(['old', 'new']);
  });

  test('what is wrong with a record is told by one of three words, and keeps no other from being read', async () => {
    const wrongKey = { publickey_ver: 1 };
    archive.append('fine', 'm1');
    archive.newKey();
    archive.append('under the wrong key', 'm2', wrongKey);
    archive.append('x', 'm3', { encrypt_random_key: 'no base64 of anything' });
    archive.append('x', 'm4', { encrypt_chat_msg: 'not what the cipher makes' });
    archive.append('x', '', {});
    archive.append('x', 'm6', { publickey_ver: 'two' });
    archive.append('fine too', 'm7');
    await records.close();
    records = openWith();
    const shut = ['undecryptable', 'undecryptable', 'undecryptable', 'broken-record', 'broken-record'];
    expect(await textsFrom(0n)).toEqual(['fine', ...shut, 'fine too']);
  });

  test.each([
    [10001, 'backoff'],
    [10002, 'backoff'],
    [10003, 'backoff'],
    [10008, 'backoff'],
    [10000, 'never'],
    [10006, 'never'],
    [10009, 'never'],
    [10010, 'never'],
    [10011, 'never'],
    [12345, 'never'],
  ])('return code %i of a pull: %s', async (code, retry) => {
    archive.append('text', 'm1');
    archive.fault({ at: 'pull', does: 'code', code, times: 1 });
    await expect(records.pull(0n, 10)).rejects.toMatchObject({ code: `E-ARCHIVE-${code}`, retry });
    expect(await textsFrom(0n)).toEqual(['text']);
  });

  test('10008 of a decrypt is tried a few times', async () => {
    archive.append('text', 'm1');
    archive.fault({ at: 'decrypt', does: 'code', code: 10008, times: 2 });
    expect(await textsFrom(0n)).toEqual(['text']);
    archive.fault({ at: 'decrypt', does: 'code', code: 10008, times: 3 });
    expect(await textsFrom(0n)).toEqual(['undecryptable']);
  });

  test('an abort and a hang end the child alone; the next call starts another', async () => {
    await records.close();
    records = openWith(archive.privateKeys(), 3_000);
    archive.append('text', 'm1');
    archive.fault({ at: 'pull', does: 'abort', times: 1 });
    await expect(records.pull(0n, 10)).rejects.toMatchObject({ code: 'E-ARCHIVE-DIED', retry: 'backoff' });
    expect(await textsFrom(0n)).toEqual(['text']);
    archive.fault({ at: 'pull', does: 'hang', times: 1 });
    await expect(records.pull(0n, 10)).rejects.toMatchObject({ code: 'E-ARCHIVE-HUNG' });
    expect(await textsFrom(0n)).toEqual(['text']);
  });

  test('a file that is no library, and a secret that WeCom refuses, are said', async () => {
    archive.fault({ at: 'init', does: 'code', code: 10000, times: 1 });
    await expect(records.pull(0n, 1)).rejects.toMatchObject({ code: 'E-ARCHIVE-LIBRARY' });
    const absent = openRecords(corpid, { ...NOWHERE, privateKeys: new Map() });
    await expect(absent.pull(0n, 1)).rejects.toMatchObject({ code: 'E-ARCHIVE-LIBRARY', retry: 'never' });
    await absent.close();
  });
});

const NOWHERE = { library: '/nowhere/lib.so', secret: 'none', proxy: '', proxyLogin: '', timeoutS: 5, hangMs: 20_000 };
