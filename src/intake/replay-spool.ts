import { rename, rm } from 'node:fs/promises';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { type Arrival, keepBatch } from './keep-batch.ts';
import { openCall, receiverOf, type SealedCall } from './open-call.ts';
import type { Spool } from './spool.ts';
import { claimFiles } from './spool-file.ts';
import { type Ending, readRecords } from './spool-record.ts';
import { within } from './within.ts';

type Slice = Pick<Deps, 'config' | 'db' | 'keys' | 'bell' | 'log'>;
type Patient = Slice & { readonly patienceMs: number };

export interface Replayed {
  /** Calls that are rows now. */
  readonly calls: number;
  /** Files that a person must look at: a call in them no longer opens, or their bytes changed. */
  readonly held: number;
}

const CHUNK = 500;

/**
 * Brings what waits in the spool into the database: our own files, and those of processes that died. Throws when the
 * database still refuses; the files then stay as they are.
 */
export async function replaySpool(deps: Slice, spool: Spool, patienceMs: number): Promise<Replayed> {
  const before = await replayFiles({ ...deps, patienceMs }, await claimFiles(spool.folder));
  await spool.turn(); // only now: while the database refuses, one file is enough
  const after = await replayFiles({ ...deps, patienceMs }, await claimFiles(spool.folder));
  const calls = before.calls + after.calls;
  if (calls > 0) deps.log.info({ count: calls }, 'spooled callbacks are in the database');
  return { calls, held: before.held + after.held };
}

async function replayFiles(deps: Patient, paths: readonly string[]): Promise<Replayed> {
  let calls = 0;
  let held = 0;
  for (const path of paths) {
    const outcome = await replayFile(deps, path);
    calls += outcome.calls;
    held += outcome.held;
  }
  return { calls, held };
}

async function replayFile(deps: Patient, path: string): Promise<Replayed> {
  const records = readRecords(path);
  let calls = 0;
  let unopened = 0;
  let ending: Ending = 'whole';
  try {
    for (let more = true; more; ) {
      const { chunk, end } = await nextChunk(records);
      const opened = await keep(deps, chunk);
      calls += opened;
      unopened += chunk.length - opened;
      if (end) ending = end;
      more = end === null;
    }
  } finally {
    await records.return('whole'); // a database that refuses must not leave the file open
  }
  if (ending === 'torn')
    deps.log.warn({ count: calls }, 'a spool file ended in an unfinished call, which was never answered 200');
  if (unopened === 0 && ending !== 'damaged') {
    await rm(path);
    return { calls, held: 0 };
  }
  await rename(path, `${path}.held`);
  deps.log.error(
    {
      code: 'E-SPOOL-HELD',
      count: unopened,
      why: ending === 'damaged' ? 'its bytes changed' : 'no configured key opens a call in it',
      remedy:
        'put the former callback key back beside the new one, then rename the file in the spool folder: drop .held',
    },
    'a spool file is held: it is kept and not replayed',
  );
  return { calls, held: 1 };
}

async function nextChunk(
  records: AsyncGenerator<SealedCall, Ending>,
): Promise<{ readonly chunk: readonly SealedCall[]; readonly end: Ending | null }> {
  const chunk: SealedCall[] = [];
  while (chunk.length < CHUNK) {
    const { done, value } = await records.next();
    if (done) return { chunk, end: value };
    chunk.push(value);
  }
  return { chunk, end: null };
}

/** Verifies again, as if they came now, and keeps what opens. Answers how many that were. */
async function keep(deps: Patient, calls: readonly SealedCall[]): Promise<number> {
  const byCorp = new Map<Corp, Arrival[]>();
  for (const { corp, surface, query, body } of calls) {
    const receiver = receiverOf(deps.config, corp, surface);
    const opened = receiver.kind === 'receiver' ? openCall(receiver, query, body) : receiver;
    if (opened.kind === 'refused') continue;
    const arrivals = byCorp.get(corp) ?? [];
    arrivals.push({ surface, plaintext: opened.plaintext, timestamp: query.timestamp });
    byCorp.set(corp, arrivals);
  }
  let kept = 0;
  for (const [corp, arrivals] of byCorp) {
    await within(deps.patienceMs, keepBatch(deps, corp, arrivals));
    kept += arrivals.length;
    void deps.bell.ring('callbacks', corp).catch(() => undefined); // the sweep rings again
  }
  return kept;
}
