import { isUtf8 } from 'node:buffer';

/** Bytes as text that can be sealed: as they are when they are UTF-8, in base64 when they are not. Loses nothing. */
export const bodyOf = (plaintext: Buffer): string =>
  isUtf8(plaintext) ? `t${plaintext.toString('utf8')}` : `b${plaintext.toString('base64')}`;

/** The very bytes that `bodyOf` was given. */
export const plaintextOf = (body: string): Buffer =>
  Buffer.from(body.slice(1), body.startsWith('b') ? 'base64' : 'utf8');
