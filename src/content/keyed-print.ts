import { type Cipheriv, createCipheriv } from 'node:crypto';
import { type Fingerprint, fingerprint } from './fingerprint.ts';

/** What of a text is kept so that a copy is recognised; undefined: it is too short. */
export type Print = (text: string) => Fingerprint | undefined;

const BLOCK = 16;

/**
 * Fingerprints under a key of 32 bytes: alike where the texts are, and of no use to whoever would try out texts without the key. Each
 * slot becomes the first bytes of its own block under AES, so that equal slots stay equal and nothing else is told of them.
 */
export function keyedPrint(key: Buffer): Print {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false); // no block hangs on another: one serves all
  return (text) => {
    const print = fingerprint(text);
    return print && keyed(print, cipher);
  };
}

function keyed(print: Fingerprint, cipher: Cipheriv): Fingerprint {
  const blocks = Buffer.alloc(print.length * BLOCK);
  print.forEach((least, slot) => {
    blocks.writeUInt32BE(slot, slot * BLOCK);
    blocks.writeUInt32BE(least, slot * BLOCK + 4);
  });
  const hidden = cipher.update(blocks);
  return print.map((_, slot) => hidden.readUInt32BE(slot * BLOCK));
}
