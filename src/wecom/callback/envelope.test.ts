import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { rawBlocks, sealedBytes, sealedFor, signed } from '../../../test/fixtures/callbacks/sealed.ts';
import {
  DISMISS_VECTOR,
  ECHO_VECTOR,
  OFFICIAL_ECHO,
  OFFICIAL_KEY,
  OFFICIAL_MESSAGE,
  ROBOT_VECTOR,
  VECTOR_CORPID,
  VECTOR_KEY,
  type Vector,
} from '../../../test/fixtures/callbacks/vectors.ts';
import type { CallbackKey } from '../../config.ts';
import { decryptBlocks } from './decrypt-blocks.ts';
import { openEnvelope } from './envelope.ts';

vi.mock('./decrypt-blocks.ts', { spy: true });
const decryptions = vi.mocked(decryptBlocks);

beforeEach(() => {
  decryptions.mockClear();
});

const opened = (
  vector: Vector,
  keys: readonly CallbackKey[] = [VECTOR_KEY],
  receiverId = vector.receiverId,
): string => {
  const result = openEnvelope(keys, receiverId, vector.query, vector.encrypt);
  return result.kind === 'opened' ? `opened: ${result.plaintext.toString()}` : `refused: ${result.cause}`;
};

const NEWER_KEY = { token: 'newerToken', aesKey: 'Zk7Qm2r9Tx4Wb6Yd1Ns8Fv3Hj5Lp0Gc7Ae2Ru4Ti6Oy' };
const SAME_TOKEN = { token: VECTOR_KEY.token, aesKey: NEWER_KEY.aesKey };

describe('known answers', () => {
  test.each([
    ['URL check, padding 7', ECHO_VECTOR, [VECTOR_KEY], '3187465029417758233'],
    ['dismissed group, padding 30', DISMISS_VECTOR, [VECTOR_KEY], '<ChangeType><![CDATA[dismiss]]></ChangeType></xml>'],
    ['robot message, empty receiver, padding 30', ROBOT_VECTOR, [VECTOR_KEY], '"text":{"content":"@规则助手 群规"}}'],
    ["the vendor's URL check", OFFICIAL_ECHO, [OFFICIAL_KEY], '1616140317555161061'],
    ["the vendor's message", OFFICIAL_MESSAGE, [OFFICIAL_KEY], '</xml>'],
  ] as const)('%s', (_, vector, keys, ending) => {
    expect(opened(vector, keys).endsWith(ending)).toBe(true);
    expect(opened(vector, keys)).toMatch(/^opened: /);
  });
});

describe('keys', () => {
  test('an envelope of the older key opens while the newer one is live', () => {
    expect(opened(sealedFor('<xml/>'), [NEWER_KEY, VECTOR_KEY])).toBe('opened: <xml/>');
  });
  test('two pairs may share the token and differ in the key', () => {
    expect(opened(sealedFor('<xml/>'), [SAME_TOKEN, VECTOR_KEY])).toBe('opened: <xml/>');
  });
  test('a retired key opens nothing', () => {
    expect(opened(sealedFor('<xml/>'), [NEWER_KEY])).toBe('refused: signature');
  });
  test('no key at all opens nothing', () => {
    expect(opened(sealedFor('<xml/>'), [])).toBe('refused: signature');
  });
});

describe('receiver', () => {
  test.each([
    ['another corp', 'wwother0123456789a', VECTOR_CORPID],
    ['our id with one more letter', `${VECTOR_CORPID}x`, VECTOR_CORPID],
    ['our id with one letter less', VECTOR_CORPID.slice(0, -1), VECTOR_CORPID],
    ['our id in capitals', VECTOR_CORPID.toUpperCase(), VECTOR_CORPID],
    ['our id with a NUL behind', `${VECTOR_CORPID}\0`, VECTOR_CORPID],
    ['nobody', '', VECTOR_CORPID],
    ['a corp, where a robot listens', VECTOR_CORPID, ''],
    ['a blank, where a robot listens', ' ', ''],
  ])('sealed for %s: refused', (_, sealedTo, listening) => {
    expect(opened(sealedFor('<xml/>', { receiverId: sealedTo }), [VECTOR_KEY], listening)).toBe('refused: receiver');
  });
  test('the package alone opens an envelope sealed for another corp; that is why it is wrapped', () => {
    expect(decrypt(VECTOR_KEY.aesKey, sealedFor('<xml/>', { receiverId: 'wwother0123456789a' }).encrypt).id).toBe(
      'wwother0123456789a',
    );
  });
});

describe('shape of the query', () => {
  const good = sealedFor('<xml/>').query;
  test.each([
    ['signature in capitals', { msg_signature: good.msg_signature.toUpperCase() }],
    ['signature cut', { msg_signature: good.msg_signature.slice(1) }],
    ['signature empty', { msg_signature: '' }],
    ['timestamp with a sign', { timestamp: '-1795305600' }],
    ['timestamp of 14 digits', { timestamp: '17953056000000' }],
    ['timestamp with a line feed', { timestamp: '1795305600\n' }],
    ['nonce with a blank', { nonce: '88 42' }],
    ['nonce of 65', { nonce: 'n'.repeat(65) }],
    ['nonce empty', { nonce: '' }],
  ])('%s: refused before anything is computed', (_, wrong) => {
    const { encrypt: sealed } = sealedFor('<xml/>');
    expect(openEnvelope([VECTOR_KEY], VECTOR_CORPID, { ...good, ...wrong }, sealed)).toEqual({
      kind: 'refused',
      cause: 'query',
    });
  });
});

describe('shape of the ciphertext, correctly signed', () => {
  const block = Buffer.alloc(32, 32);
  test.each([
    ['no base64', 'not base64!'],
    ['base64url', rawBlocks(Buffer.alloc(64, 5)).replaceAll('+', '-').replaceAll('/', '_')],
    ['a line feed inside', `${'A'.repeat(43)}=\n`],
    ['padding characters in the middle', `${'A'.repeat(20)}==${'A'.repeat(22)}`],
    ['one AES block: no whole 32 bytes', rawBlocks(Buffer.alloc(16, 16))],
    ['half a block', Buffer.alloc(48, 1).toString('base64')],
    ['nothing', ''],
  ])('%s: refused', (_, text) => {
    expect(opened(signed(text))).toBe('refused: encoding');
    expect(decryptions).not.toHaveBeenCalled();
  });
  test.each([
    ['padding 0', Buffer.concat([block, Buffer.alloc(31, 1), Buffer.from([0])]), 'padding'],
    ['padding 33', Buffer.concat([block, Buffer.alloc(32, 33)]), 'padding'],
    ['padding 255', Buffer.concat([block, Buffer.alloc(32, 255)]), 'padding'],
    ['one padding byte that differs', Buffer.concat([block, Buffer.alloc(29, 3), Buffer.from([3, 2, 3])]), 'padding'],
    ['nothing but padding', block, 'length'],
    ['shorter than its own head', Buffer.concat([Buffer.alloc(19, 1), Buffer.alloc(13, 13)]), 'length'],
    ['a length beyond the end', lengthOf(0x7fffffff), 'length'],
    ['a negative length', lengthOf(0xffffffff), 'length'],
    ['a length one too long', lengthOf(45), 'length'],
    ['a length one too short', lengthOf(25), 'receiver'],
  ])('%s: refused', (_, blocks, cause) => {
    expect(opened(signed(rawBlocks(blocks)))).toBe(`refused: ${cause}`);
  });

  // 16 random bytes, a length, 26 bytes of message, our corpid, padding: what one envelope looks like inside.
  function lengthOf(length: number): Buffer {
    const head = Buffer.alloc(20, 9);
    head.writeUInt32BE(length, 16);
    return Buffer.concat([head, Buffer.alloc(26, 65), Buffer.from(VECTOR_CORPID), block]);
  }
});

describe('order', () => {
  test('a wrong signature is refused without one decryption', () => {
    for (const token of ['a', 'grpPolicyToken0', 'grpPolicyToken02']) {
      const { query } = signed(DISMISS_VECTOR.encrypt, { key: { ...VECTOR_KEY, token } });
      expect(openEnvelope([VECTOR_KEY], VECTOR_CORPID, query, DISMISS_VECTOR.encrypt).kind).toBe('refused');
    }
    expect(decryptions).not.toHaveBeenCalled();
  });
  test('a right one is decrypted once, by the key that signed it', () => {
    opened(DISMISS_VECTOR, [NEWER_KEY, VECTOR_KEY]);
    expect(decryptions.mock.calls.map(([aesKey]) => aesKey)).toEqual([VECTOR_KEY.aesKey]);
  });
});

describe('properties', () => {
  const plaintexts = fc.string({ unit: 'binary', maxLength: 600 });

  test('whatever @wecom/crypto seals for us is opened to the same bytes', () => {
    fc.assert(
      fc.property(plaintexts, fc.constantFrom(VECTOR_CORPID, ''), (plaintext, receiverId) => {
        expect(opened(sealedFor(plaintext, { receiverId }))).toBe(`opened: ${Buffer.from(plaintext).toString()}`);
      }),
    );
  });
  test('bytes that are no text are opened to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const vector = sealedBytes(bytes);
        const result = openEnvelope([VECTOR_KEY], VECTOR_CORPID, vector.query, vector.encrypt);
        expect(result.kind === 'opened' && Buffer.compare(result.plaintext, bytes)).toBe(0);
      }),
    );
  });
  test('1000 envelopes with one character changed anywhere: none opens, none is decrypted', () => {
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ %&<';
    fc.assert(
      fc.property(
        fc.constantFrom('msg_signature', 'timestamp', 'nonce', 'encrypt'),
        fc.nat(),
        fc.constantFrom(...characters),
        (part, at, character) => {
          const { query, encrypt: sealed } = DISMISS_VECTOR;
          const call: Record<string, string> = { ...query, encrypt: sealed };
          const before = call[part] ?? '';
          const place = at % before.length;
          fc.pre(before[place] !== character);
          call[part] = before.slice(0, place) + character + before.slice(place + 1);
          const { encrypt: changed = '', ...rest } = call;
          expect(openEnvelope([VECTOR_KEY], VECTOR_CORPID, { ...query, ...rest }, changed).kind).toBe('refused');
        },
      ),
      { numRuns: 1000 },
    );
    expect(decryptions).not.toHaveBeenCalled();
  });
  test('a signature says nothing about the places of timestamp and nonce: a swapped pair still opens, and is a repeat', () => {
    const { query, encrypt: sealed } = DISMISS_VECTOR;
    const swapped = { msg_signature: query.msg_signature, timestamp: query.nonce, nonce: query.timestamp };
    expect(openEnvelope([VECTOR_KEY], VECTOR_CORPID, swapped, sealed).kind).toBe('opened');
  });
  test('encrypt and getSignature of the package agree with ours', () => {
    const sealed = encrypt(VECTOR_KEY.aesKey, 'x', VECTOR_CORPID);
    expect(signed(sealed).query.msg_signature).toBe(getSignature(VECTOR_KEY.token, 1795305600, '8842107753', sealed));
  });
});
