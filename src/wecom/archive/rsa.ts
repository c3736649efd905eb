import { constants, createPrivateKey, type KeyObject, privateDecrypt } from 'node:crypto';

/** A private key of the archive as a file holds it; null: it is none of 2048 bits or more. */
export function archiveKey(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? key : null;
  } catch {
    return null; // the error quotes nothing, and neither do we
  }
}

/** Of a block 00 02 PS 00 M, at least so many bytes lie before M. */
const BEFORE_MESSAGE = 11;

/**
 * RSA with PKCS#1 v1.5, as WeCom seals random keys [91774]. Node refuses that padding where its OpenSSL lacks implicit rejection
 * (CVE-2023-46809), so the block is opened raw and read here: every byte is looked at, whatever is found, and there is one answer
 * for everything that is wrong. Null: not sealed by this key.
 */
export function openPkcs1(key: KeyObject, sealed: Buffer): Buffer | null {
  let block: Buffer;
  try {
    block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, sealed);
  } catch {
    return null;
  }
  let wrong = (block[0] ?? 1) | ((block[1] ?? 0) ^ 2);
  let end = 0;
  for (let at = 2; at < block.length; at += 1) {
    const isZero = ((block[at] ?? 0) - 1) >>> 31; // 1 for a zero byte, else 0
    const isFirst = isZero & ((end - 1) >>> 31);
    end |= isFirst * at;
  }
  wrong |= (end - (BEFORE_MESSAGE - 1)) >>> 31; // no zero at all, or one within the padding
  return wrong === 0 ? block.subarray(end + 1) : null;
}
