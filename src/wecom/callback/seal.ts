import { encrypt, getSignature } from '@wecom/crypto';
import type { CallbackKey } from '../../config.ts';
import type { SealedQuery } from './query.ts';

/** A call as WeCom would make it: the query it is signed by, and the body. */
export interface SealedRequest {
  readonly query: SealedQuery;
  readonly body: string;
}

/** Seals a text for a receiver as WeCom does; `openEnvelope` opens it again. Timestamp in seconds [90968]. */
export function seal(
  { token, aesKey }: CallbackKey,
  receiverId: string,
  plaintext: string,
  { timestamp, nonce }: Pick<SealedQuery, 'timestamp' | 'nonce'>,
): SealedRequest {
  const sealed = encrypt(aesKey, plaintext, receiverId);
  return {
    query: { msg_signature: getSignature(token, timestamp, nonce, sealed), timestamp, nonce },
    body: `<xml><ToUserName><![CDATA[${receiverId}]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`,
  };
}
