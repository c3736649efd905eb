import { timingSafeEqual } from 'node:crypto';
import { getSignature } from '@wecom/crypto';
import type { CallbackKey } from '../../config.ts';
import { decryptBlocks } from './decrypt-blocks.ts';
import { isWellFormed, type SealedQuery } from './query.ts';
import { type Cause, type Refused, refused } from './refusal.ts';

export interface Opened {
  readonly kind: 'opened';
  /** The bytes as they were sealed. Whether they are text is for the worker to find. */
  readonly plaintext: Buffer;
}

const BLOCK = 32;
const HEAD = 16 + 4; // random bytes, then the length of the message

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Opens what WeCom sealed for `receiverId` with any of our keys, or says why not. Signature first, in constant time;
 * then padding, length and receiver, each exactly. A robot's receiver id is the empty string, and that is compared too.
 */
export function openEnvelope(
  keys: readonly CallbackKey[],
  receiverId: string,
  query: SealedQuery,
  encrypt: string,
): Opened | Refused {
  if (!isWellFormed(query)) return refused('query');
  const sealed = blocksOf(encrypt);
  if (!sealed) return refused('encoding');
  const given = Buffer.from(query.msg_signature, 'hex');
  let cause: Cause = 'signature';
  for (const { token, aesKey } of keys) {
    const ours = Buffer.from(getSignature(token, query.timestamp, query.nonce, encrypt), 'hex');
    if (!timingSafeEqual(ours, given)) continue;
    const message = messageFor(receiverId, decryptBlocks(aesKey, sealed));
    if (typeof message !== 'string') return { kind: 'opened', plaintext: message };
    cause = message; // the next pair may share this token and differ in its key
  }
  return refused(cause);
}

function blocksOf(encrypt: string): Buffer | null {
  if (encrypt.length % 4 !== 0 || !BASE64.test(encrypt)) return null;
  const sealed = Buffer.from(encrypt, 'base64');
  return sealed.length % BLOCK === 0 ? sealed : null;
}

/** random(16) ‖ length(4, big-endian) ‖ message ‖ receiver id ‖ PKCS#7 to 32 bytes [90968]. */
function messageFor(receiverId: string, raw: Buffer): Buffer | 'padding' | 'length' | 'receiver' {
  const pad = raw[raw.length - 1] ?? 0;
  if (pad < 1 || pad > BLOCK) return 'padding';
  const end = raw.length - pad;
  for (let at = end; at < raw.length; at += 1) if (raw[at] !== pad) return 'padding';
  if (end < HEAD) return 'length';
  const messageEnd = HEAD + raw.readUInt32BE(16);
  if (messageEnd > end) return 'length';
  if (!raw.subarray(messageEnd, end).equals(Buffer.from(receiverId))) return 'receiver';
  return raw.subarray(HEAD, messageEnd);
}
