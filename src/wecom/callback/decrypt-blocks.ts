import { createDecipheriv } from 'node:crypto';

/** AES-256-CBC of whole blocks, padding left on; IV = first 16 bytes of the key [90968]. Call it only after the signature passed. */
export function decryptBlocks(aesKey: string, sealed: Buffer): Buffer {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}
