import { createCipheriv } from 'node:crypto';
import { type Fingerprint, fingerprint } from './fingerprint.ts';

/** What of a text is kept so that a copy is recognised; undefined: it is too short. */
export type Print = (text: string) => Fingerprint | undefined;

const BLOCK = 16;

/**
 * Fingerprints under a key of 32 bytes: alike where the texts are, and of no use to whoever would try out texts without the key. Each
 * slot becomes the first bytes of its own block under AES, so that equal slots stay equal and nothing else is told of them.
 */
export const keyedPrint =
  (key: Buffer): Print =>
  (text) => {
    const print = fingerprint(text);
    return print && keyed(print, key);
  };

function keyed(print: Fingerprint, key: Buffer): Fingerprint {
  const blocks = Buffer.alloc(print.length * BLOCK);
  print.forEach((least, slot) => {
    blocks.writeUInt32BE(slot, slot * BLOCK);
    blocks.writeUInt32BE(least, slot * BLOCK + 4);
  });
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const hidden = Buffer.concat([cipher.update(blocks), cipher.final()]);
  return print.map((_, slot) => hidden.readUInt32BE(slot * BLOCK));
}
