import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import { lookWhereSeenAgain } from '../hearing/seen-again.ts';
import { type Corp, newId } from '../ids.ts';
import type { ArchiveRecords, Opened } from '../wecom/archive/archive.ts';
import type { ArchiveRecord } from '../wecom/archive/records.ts';
import { askConsents } from './ask-consents.ts';
import { advance, type Cursor, caughtUp, cursorOf, type Over, stumbled, troubleOf } from './cursor.ts';
import { type Hears, keepBatch, nobodyHears, park } from './keep-batch.ts';
import { readAgain } from './read-again.ts';
import { readSeats } from './seats.ts';
import { jumpsIn, parkedAs, type SortedOut, sortOut } from './sort-out.ts';

type PullDeps = Pick<Deps, 'db' | 'keys' | 'wecom' | 'metrics' | 'log'>;

/** `no-archive`: nothing is configured. `more`: there is more, ask again at once. `failed`: ask again after a while. */
export type Pulled = 'no-archive' | 'caught-up' | 'more' | 'failed';

/** Batches of one turn: others want the worker, too. */
const BATCHES = 50;
/** WeCom keeps records for five days; a day before it is too late somebody must know. */
const ALARM_AFTER_MS = 4 * 86_400_000;
const GONE_AFTER_MS = 5 * 86_400_000;
/** So often a record alone ends the library's process before it is parked. */
const DEATHS = 3;

/**
 * Pulls what is new in the archive, batch by batch; each is committed together with the cursor, so that whatever dies, no message
 * is lost or doubled. What the library does wrong is written down and answered, not thrown.
 */
export async function pullArchive(deps: PullDeps, corp: Corp, hears: Hears = nobodyHears): Promise<Pulled> {
  const { records } = deps.wecom.of(corp).archive;
  if (!records) return 'no-archive';
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const cursor = await deps.db.withCorp(corp, (tx) => cursorOf(tx, corp));
    const taken = await takeBatch(deps, corp, records, cursor, hears);
    if (taken === 'caught-up') await afterwards(deps, corp, records, hears);
    if (taken !== 'taken') return taken;
  }
  return 'more';
}

/** What waits for a quiet moment: records whose key came since, outsiders of whom nobody knows whether they agreed, and what was said unseen. */
async function afterwards(deps: PullDeps, corp: Corp, records: ArchiveRecords, hears: Hears): Promise<void> {
  try {
    await readAgain(deps, corp, records, hears);
  } catch (err) {
    deps.log.warn({ err: onlyHouse(err), corp }, 'what was set aside was not read again; it is tried at the next pull');
  }
  await askConsents(deps, corp);
  await readSeats(deps, corp);
  await deps.db.withCorp(corp, async (tx) => lookWhereSeenAgain(tx, corp, await nowIn(tx)));
  await measure(deps, corp);
}

async function measure({ db, metrics }: PullDeps, corp: Corp): Promise<void> {
  await db.withCorp(corp, async (tx) => {
    const { caughtUpAt } = await cursorOf(tx, corp);
    if (caughtUpAt) metrics.archiveReadUntil.set({ corp }, Math.floor(caughtUpAt.getTime() / 1_000));
    metrics.archiveParked.set({ corp }, await tx.parkedRecord.count({ where: { corp, state: { not: 'read' } } }));
    metrics.archiveGaps.set({ corp }, await tx.archiveGap.count({ where: { corp } }));
  });
}

async function takeBatch(
  deps: PullDeps,
  corp: Corp,
  records: ArchiveRecords,
  cursor: Cursor,
  hears: Hears,
): Promise<'taken' | 'caught-up' | 'failed'> {
  const pulled = await records.pull(cursor.seq, cursor.atOnce).catch(onlyHouse);
  if (pulled instanceof HouseError) return failed(deps, corp, cursor, pulled, 'the way');
  if (pulled.length === 0) {
    await nothingNew(deps, corp, cursor);
    return 'caught-up';
  }
  const opened = await records.open(pulled).catch(onlyHouse);
  if (opened instanceof HouseError) return diedOver(deps, corp, cursor, pulled, opened);
  const sorted = sortOut(opened, cursor.heardAt?.getTime() ?? null);
  await keep(
    deps,
    corp,
    cursor,
    pulled,
    (tx, at, keys) => keepBatch(tx, corp, sorted, { keys, hears, learnedBy: 'archive', at }),
    sorted,
  );
  return 'taken';
}

/** After five days without a pull nobody can say whether nothing was said or all of it is gone: that is a gap. */
async function nothingNew(deps: PullDeps, corp: Corp, cursor: Cursor): Promise<void> {
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const since = cursor.pulledAt;
    await caughtUp(tx, corp, at);
    if (!since || at.getTime() - since.getTime() <= GONE_AFTER_MS) return;
    const seq = String(cursor.seq + 1n);
    const gap = { fromSeq: seq, toSeq: seq, because: 'five-days' as const };
    const beforeAt = new Date(at.getTime() - GONE_AFTER_MS);
    await tx.archiveGap.createMany({ data: [{ corp, id: newId(), ...gap, afterAt: since, beforeAt, foundAt: at }] });
    await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'archive-gap', ...gap }]);
    deps.log.error({ corp, ...gap }, 'the archive was not read for five days; what was said before may be lost');
  });
}

type Effect = (tx: Tx, at: Date, keys: Awaited<ReturnType<Deps['keys']['of']>>) => Promise<void>;

/** The effect, the gaps and the cursor, or nothing at all when another process was there first. */
async function keep(
  deps: PullDeps,
  corp: Corp,
  cursor: Cursor,
  pulled: readonly ArchiveRecord[],
  effect: Effect,
  sorted: Pick<SortedOut, 'heardAtMs'>,
): Promise<void> {
  const keys = await deps.keys.of(corp);
  const heardAt = sorted.heardAtMs === null ? null : new Date(sorted.heardAtMs);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const seq = pulled.at(-1)?.seq ?? cursor.seq;
    if ((await advance(tx, corp, cursor, { seq, heardAt, at })) === 'moved') return;
    const gaps = await writeGaps(tx, corp, cursor, pulled, heardAt ?? at, at);
    for (const gap of gaps) deps.log.error({ corp, ...gap }, 'records of the archive are missing; a person must look');
    await appendAudit(tx, corp, keys, at, gaps);
    await effect(tx, at, keys);
  });
}

async function writeGaps(
  tx: Tx,
  corp: Corp,
  cursor: Cursor,
  pulled: readonly ArchiveRecord[],
  beforeAt: Date,
  at: Date,
): Promise<Extract<AuditEntry, { kind: 'archive-gap' }>[]> {
  const jumps = jumpsIn(
    cursor.seq,
    pulled.map(({ seq }) => seq),
  );
  const isLate = cursor.caughtUpAt !== null && at.getTime() - cursor.caughtUpAt.getTime() > GONE_AFTER_MS;
  const because = isLate ? 'five-days' : 'jump';
  await tx.archiveGap.createMany({
    data: jumps.map(({ fromSeq, toSeq }) => ({
      corp,
      id: newId(),
      fromSeq: String(fromSeq),
      toSeq: String(toSeq),
      afterAt: cursor.heardAt,
      beforeAt,
      because,
      foundAt: at,
    })),
  });
  return jumps.map(({ fromSeq, toSeq }) => ({
    v: 1,
    kind: 'archive-gap',
    fromSeq: String(fromSeq),
    toSeq: String(toSeq),
    because,
  }));
}

/** The library died of this batch: a smaller one next time; a record that kills alone, again and again, is parked. */
async function diedOver(
  deps: PullDeps,
  corp: Corp,
  cursor: Cursor,
  pulled: readonly ArchiveRecord[],
  err: HouseError,
): Promise<'taken' | 'failed'> {
  const [record] = pulled;
  const over = pulled.length === 1 ? 'one' : 'several';
  const deaths = cursor.trouble === troubleOf(err.code, 'one') ? cursor.failures + 1 : 1;
  if (!record || over === 'several' || deaths < DEATHS) return failed(deps, corp, cursor, err, over);
  const shut: Opened = { record, is: 'shut', because: 'undecryptable' };
  const nearAtMs = cursor.heardAt?.getTime() ?? null;
  const parked = parkedAs(shut, 'kills-the-library', nearAtMs);
  await keep(deps, corp, cursor, pulled, (tx, at, keys) => park(tx, corp, keys, [parked], at), { heardAtMs: nearAtMs });
  deps.log.error({ err, corp, seq: String(record.seq) }, 'a record of the archive kills the library; it was parked');
  return 'taken';
}

async function failed(deps: PullDeps, corp: Corp, cursor: Cursor, err: HouseError, over: Over): Promise<'failed'> {
  const trouble = troubleOf(err.code, over);
  deps.metrics.archiveFailures.inc({ corp, code: err.code });
  const known = cursor.trouble === trouble;
  deps.log[known ? 'debug' : 'warn']({ err, corp }, 'the archive was not pulled; it is tried again');
  const keys = await deps.keys.of(corp);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    await stumbled(tx, corp, trouble, over);
    const since = cursor.caughtUpAt;
    if (!since || cursor.alarmedAt || at.getTime() - since.getTime() < ALARM_AFTER_MS) return;
    await tx.archiveCursor.updateMany({ where: { corp }, data: { alarmedAt: at } });
    await appendAudit(tx, corp, keys, at, [{ v: 1, kind: 'archive-late', since: since.toISOString(), code: err.code }]);
    deps.log.error({ err, corp, since }, 'the archive was not read for four days: after five, records are lost');
  });
  return 'failed';
}

/** What the house expects is an answer; anything else is not. */
function onlyHouse(err: unknown): HouseError {
  if (err instanceof HouseError) return err;
  throw err;
}
