import type { ArchiveSign } from '../events/message.ts';
import type { Opened } from '../wecom/archive/archive.ts';
import { readRecord } from './read-record.ts';
import type { Said, Unreadable } from './said.ts';

/** What a record was parked for. */
export type ParkedBecause =
  | Unreadable
  | 'no-key' // sealed for a public key whose private key is not configured
  | 'undecryptable'
  | 'broken-record'
  | 'kills-the-library';

export interface ToPark {
  readonly seq: bigint | null;
  readonly msgid: string | null;
  readonly keyVersion: number | null;
  readonly because: ParkedBecause;
  /** As it came. */
  readonly body: string;
  /** When the readable record before it was said. */
  readonly nearAtMs: number | null;
}

/** A pulled batch, sorted out. Pure: nothing is looked up, nothing is lost: every record is in one of these. */
export interface SortedOut {
  readonly messages: readonly { readonly said: Said; readonly seq: bigint | null }[];
  readonly oneToOne: readonly { readonly said: Said | null; readonly seq: bigint | null }[];
  readonly recalls: readonly Extract<ArchiveSign, { kind: 'recalled' }>[];
  readonly consents: readonly Extract<ArchiveSign, { kind: 'consent' }>[];
  readonly parked: readonly ToPark[];
  readonly switched: number;
  /** When the latest readable record was said. */
  readonly heardAtMs: number | null;
}

export function sortOut(opened: readonly Opened[], heardBeforeMs: number | null): SortedOut {
  const messages: { said: Said; seq: bigint }[] = [];
  const oneToOne: { said: Said | null; seq: bigint }[] = [];
  const recalls: Extract<ArchiveSign, { kind: 'recalled' }>[] = [];
  const consents: Extract<ArchiveSign, { kind: 'consent' }>[] = [];
  const parked: ToPark[] = [];
  let switched = 0;
  let heardAtMs = heardBeforeMs;
  for (const one of opened) {
    const { seq } = one.record;
    const read = one.is === 'open' ? readRecord(one.text) : { is: 'unreadable' as const, because: one.because };
    if (read.is === 'unreadable') parked.push(parkedAs(one, read.because, heardAtMs));
    if (read.is === 'message') messages.push({ said: read.said, seq });
    if (read.is === 'one-to-one') oneToOne.push({ said: read.said, seq });
    if (read.is === 'switched') switched += 1;
    if (read.is === 'sign' && read.sign.kind === 'recalled') recalls.push(read.sign);
    if (read.is === 'sign' && read.sign.kind === 'consent') consents.push(read.sign);
    if (read.is === 'message') heardAtMs = Math.max(heardAtMs ?? 0, read.said.sentAtMs);
  }
  return { messages, oneToOne, recalls, consents, parked, switched, heardAtMs };
}

/** A record that was opened is parked as it was sealed: its words lie nowhere in the clear, and it can be opened again. */
export const parkedAs = ({ record }: Opened, because: ParkedBecause, nearAtMs: number | null): ToPark => ({
  seq: record.seq,
  msgid: record.msgid || null,
  keyVersion: record.keyVersion || null,
  because,
  body: record.raw,
  nearAtMs,
});

/** Seqs that are missing before and between the records of a batch; the first batch of all begins where it begins. */
export function jumpsIn(
  from: bigint,
  seqs: readonly bigint[],
): readonly { readonly fromSeq: bigint; readonly toSeq: bigint }[] {
  if (from === 0n) from = (seqs[0] ?? 1n) - 1n;
  let last = from;
  return seqs.flatMap((seq) => {
    const missing = seq > last + 1n ? [{ fromSeq: last + 1n, toSeq: seq - 1n }] : [];
    last = seq;
    return missing;
  });
}
