import { randomInt } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import type { CallbackAddress } from '../world/company.ts';

/** A sealed call: the query's three values and the text that was sealed. */
export interface Sealed {
  readonly query: { readonly msg_signature: string; readonly timestamp: string; readonly nonce: string };
  readonly encrypted: string;
}

/** Seals as WeCom does, with fresh random bytes and a fresh nonce each time [90968]. */
export function seal(address: CallbackAddress, message: string, receiverId: string, now: Date): Sealed {
  const encrypted = encrypt(address.aesKey, message, receiverId);
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const nonce = String(randomInt(1_000_000_000, 10_000_000_000));
  return {
    query: { msg_signature: getSignature(address.token, timestamp, nonce, encrypted), timestamp, nonce },
    encrypted,
  };
}

/** Opens an answer that the receiver sealed; null when it is not sealed for us. */
export function unseal(address: CallbackAddress, encrypted: string, receiverId: string): string | null {
  try {
    const { message, id } = decrypt(address.aesKey, encrypted);
    return id === receiverId ? message : null;
  } catch {
    return null;
  }
}
