import { z } from 'zod';
import { readJson } from '../wire-json.ts';

/** One record as the library hands it out: still sealed [91774]. */
export interface ArchiveRecord {
  /** uint64, one more with each record of a corp. */
  readonly seq: bigint;
  readonly msgid: string;
  readonly keyVersion: number;
  /** Base64 of the random key, sealed by RSA. */
  readonly randomKey: string;
  readonly message: string;
  /** As it came: what is parked when it cannot be read. */
  readonly raw: string;
  /** Something that we need is missing: it is parked, not skipped. */
  readonly shape: 'whole' | 'broken';
}

const Seq = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)])
  .transform((seq) => BigInt(seq))
  .refine((seq) => seq < 2n ** 64n);
const Numbered = z.object({ seq: Seq });
const Whole = z.object({
  msgid: z.string().min(1).max(200),
  publickey_ver: z.int().nonnegative(),
  encrypt_random_key: z.string().min(1),
  encrypt_chat_msg: z.string().min(1),
});
const Answer = z.object({ errcode: z.int(), chatdata: z.array(z.unknown()).nullish() });

/** Reads what GetChatData gave, in the order of seq. A number: what WeCom refused with, or 10002 when nobody can read it. */
export function readRecords(content: Uint8Array): readonly ArchiveRecord[] | number {
  let answer: z.infer<typeof Answer>;
  try {
    answer = Answer.parse(readJson(Buffer.from(content).toString('utf8')));
  } catch {
    return UNREADABLE;
  }
  if (answer.errcode !== 0) return answer.errcode;
  const records: ArchiveRecord[] = [];
  for (const one of answer.chatdata ?? []) {
    const numbered = Numbered.safeParse(one);
    if (!numbered.success) return UNREADABLE; // without its number it could be neither kept nor passed
    records.push(recordOf(numbered.data.seq, one));
  }
  return records.sort((a, b) => (a.seq < b.seq ? -1 : 1));
}

const UNREADABLE = 10002;

/** One record with its number; what it lacks makes it `broken`. */
export function recordOf(seq: bigint, one: unknown): ArchiveRecord {
  const raw = JSON.stringify(one);
  const whole = Whole.safeParse(one);
  if (!whole.success) return { seq, msgid: '', keyVersion: 0, randomKey: '', message: '', raw, shape: 'broken' };
  const { msgid, publickey_ver, encrypt_random_key, encrypt_chat_msg } = whole.data;
  return {
    seq,
    msgid,
    keyVersion: publickey_ver,
    randomKey: encrypt_random_key,
    message: encrypt_chat_msg,
    raw,
    shape: 'whole',
  };
}
