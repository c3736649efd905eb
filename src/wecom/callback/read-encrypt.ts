import { type Refused, refused } from './refusal.ts';

export const MAX_BODY_BYTES = 64 * 1024;

export interface Encrypted {
  readonly kind: 'encrypted';
  readonly encrypt: string;
}

// One flat <xml>, leaves only, no attribute, and <Encrypt> exactly once: whatever else is in it makes the whole
// expression fail. No part can match what its neighbour matches, so it runs in linear time over any bytes.
const LEAVES = String.raw`(?:<(?!Encrypt>)([A-Za-z]{1,32})>(?:<!\[CDATA\[[^\]<>]{0,256}\]\]>|[^<>]{0,256})</\N>\s*)*`;
const XML = new RegExp(
  String.raw`^\s*<xml>\s*${LEAVES.replace('N', '1')}<Encrypt>(?:<!\[CDATA\[([A-Za-z0-9+/=]+)\]\]>|([A-Za-z0-9+/=]+))</Encrypt>\s*${LEAVES.replace('N', '4')}</xml>\s*$`,
);

// {"encrypt":"…"} [101033], with the two neighbours that the JSON form of [90968] names, before or after it.
const NEIGHBOUR = String.raw`"(?:tousername|agentid)"\s*:\s*(?:"[^"\\]{0,256}"|\d{1,20})`;
const JSON_BODY = new RegExp(
  String.raw`^\s*\{\s*(?:${NEIGHBOUR}\s*,\s*){0,2}"encrypt"\s*:\s*"((?:[A-Za-z0-9+/=]|\\/)+)"\s*(?:,\s*${NEIGHBOUR}\s*){0,2}\}\s*$`,
);

/** Takes the sealed text out of an unauthenticated body without parsing it: one anchored expression, at most 64 KiB. */
export function readEncrypt(body: Uint8Array, form: 'xml' | 'json'): Encrypted | Refused {
  if (body.byteLength > MAX_BODY_BYTES) return refused('size');
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const encrypt = form === 'xml' ? fromXml(text) : JSON_BODY.exec(text)?.[1]?.replaceAll('\\/', '/');
  return encrypt ? { kind: 'encrypted', encrypt } : refused('body');
}

function fromXml(text: string): string | undefined {
  const found = XML.exec(text);
  return found?.[2] ?? found?.[3];
}
