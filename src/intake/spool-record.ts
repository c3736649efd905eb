import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { SURFACES } from '../config.ts';
import { Corp } from '../ids.ts';
import type { SealedCall } from './open-call.ts';

/** Length and checksum, 4 bytes each, before every record. */
const HEAD_BYTES = 8;
/** A call is at most 64 KiB, and base64 makes a third more of it: a longer length is damage. */
const MAX_BYTES = 128 * 1024;

const Record = z.strictObject({
  v: z.literal(1),
  corp: Corp,
  surface: z.enum(SURFACES),
  query: z.strictObject({ msg_signature: z.string(), timestamp: z.string(), nonce: z.string() }),
  body: z.base64(),
});

/** One call as bytes of a spool file: `length ‖ crc32 ‖ JSON`. */
export function frame({ corp, surface, query, body }: SealedCall): Buffer {
  const { msg_signature, timestamp, nonce } = query;
  const record = { v: 1, corp, surface, query: { msg_signature, timestamp, nonce }, body: body.toString('base64') };
  const payload = Buffer.from(JSON.stringify(record));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(payload.length, 0);
  head.writeUInt32BE(crc32(payload), 4);
  return Buffer.concat([head, payload]);
}

/** How a file ends: at a record, in one that was never finished (nobody was told 200), or in bytes that changed. */
export type Ending = 'whole' | 'torn' | 'damaged';

/** The calls of a file in order; returns how it ended. */
export async function* readRecords(path: string): AsyncGenerator<SealedCall, Ending> {
  let bytes: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    bytes = Buffer.concat([bytes, chunk as Buffer]);
    for (;;) {
      const taken = take(bytes);
      if (taken === 'more') break;
      if (taken === 'damaged') return bytes.every((byte) => byte === 0) ? 'torn' : 'damaged';
      yield taken.call;
      bytes = bytes.subarray(taken.size);
    }
  }
  return bytes.length === 0 ? 'whole' : 'torn';
}

function take(bytes: Buffer): { readonly call: SealedCall; readonly size: number } | 'more' | 'damaged' {
  if (bytes.length < HEAD_BYTES) return 'more';
  const length = bytes.readUInt32BE(0);
  if (length === 0 || length > MAX_BYTES) return 'damaged';
  if (bytes.length < HEAD_BYTES + length) return 'more';
  const payload = bytes.subarray(HEAD_BYTES, HEAD_BYTES + length);
  if (crc32(payload) !== bytes.readUInt32BE(4)) return 'damaged';
  const call = parsed(payload);
  return call ? { call, size: HEAD_BYTES + length } : 'damaged';
}

function parsed(payload: Buffer): SealedCall | null {
  try {
    const { corp, surface, query, body } = Record.parse(JSON.parse(payload.toString()));
    return { corp, surface, query, body: Buffer.from(body, 'base64') };
  } catch {
    return null;
  }
}
