import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { type Hears, keepBatch, nobodyHears } from './keep-batch.ts';
import { readRecord } from './read-record.ts';
import type { ReadRecord, Unreadable } from './said.ts';
import type { SortedOut } from './sort-out.ts';

export interface LineError {
  /** From 1. */
  readonly line: number;
  readonly because: Unreadable;
}

export interface Lines {
  readonly records: readonly ReadRecord[];
  readonly errors: readonly LineError[];
}

/** Reads a file of messages, one a line, in the words of the archive [91774]. Empty lines are passed over. Pure. */
export function readLines(bytes: Uint8Array): Lines {
  const records: ReadRecord[] = [];
  const errors: LineError[] = [];
  for (const [at, line] of linesOf(bytes).entries()) {
    if (line.every((byte) => byte === SPACE || byte === RETURN || byte === TAB)) continue;
    const read = readRecord(line);
    if (read.is === 'unreadable') errors.push({ line: at + 1, because: read.because });
    else records.push(read);
  }
  return { records, errors };
}

const [TAB, NEWLINE, RETURN, SPACE] = [9, 10, 13, 32];

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, from);
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end));
    from = end < 0 ? bytes.length + 1 : end + 1;
  }
  return lines;
}

/** Lines that are kept in one transaction. */
const AT_ONCE = 500;

/** Keeps what was read, as if the archive had told it: the second source, for replay and trials. Again: changes nothing. */
export async function importLines(
  deps: Pick<Deps, 'db' | 'keys'>,
  corp: Corp,
  records: readonly ReadRecord[],
  hears: Hears = nobodyHears,
): Promise<void> {
  const keys = await deps.keys.of(corp);
  for (let from = 0; from < records.length; from += AT_ONCE) {
    const sorted = sortedOf(records.slice(from, from + AT_ONCE));
    await deps.db.withCorp(corp, async (tx) =>
      keepBatch(tx, corp, sorted, { keys, hears, learnedBy: 'file', at: await nowIn(tx) }),
    );
  }
}

function sortedOf(records: readonly ReadRecord[]): SortedOut {
  const signs = records.flatMap((read) => (read.is === 'sign' ? [read.sign] : []));
  return {
    messages: records.flatMap((read) => (read.is === 'message' ? [{ said: read.said, seq: null }] : [])),
    oneToOne: records.flatMap((read) => (read.is === 'one-to-one' ? [{ said: read.said, seq: null }] : [])),
    recalls: signs.filter((sign) => sign.kind === 'recalled'),
    consents: signs.filter((sign) => sign.kind === 'consent'),
    switched: records.filter((read) => read.is === 'switched').length,
    parked: [],
    heardAtMs: null,
  };
}
