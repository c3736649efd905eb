import { nowIn, type Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import { HouseError } from '../errors.ts';
import type { Corp } from '../ids.ts';
import type { ArchiveRecords } from '../wecom/archive/archive.ts';
import { recordOf } from '../wecom/archive/records.ts';
import { type Hears, keepBatch } from './keep-batch.ts';
import { sortOut } from './sort-out.ts';

/** So many are read again after one pull. */
const AT_ONCE = 100;

/**
 * Reads what was set aside for want of a private key that is here now. What still cannot be read stays aside, by its new reason.
 * When the library dies of several they are taken one by one from then on; one that kills it alone is left aside for good.
 */
export async function readAgain(
  deps: Pick<Deps, 'db' | 'keys'>,
  corp: Corp,
  records: ArchiveRecords,
  hears: Hears,
): Promise<void> {
  const keys = await deps.keys.of(corp);
  const rows = await deps.db.withCorp(corp, (tx) => nextRows(tx, corp, records));
  if (rows.length === 0) return;
  const opened = await records
    .open(rows.map((row) => recordOf(BigInt(row.seq), JSON.parse(bodyOf(row, keys)))))
    .catch((err: unknown) => diedOf(err));
  if (opened === 'died') return deps.db.withCorp(corp, (tx) => setApart(tx, corp, rows));
  const sorted = sortOut(opened, null);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const shut = new Map(sorted.parked.map(({ seq, because }) => [String(seq), because]));
    await settle(tx, corp, rows, (seq) => shut.get(seq) ?? null, at);
    await keepBatch(tx, corp, { ...sorted, parked: [] }, { keys, hears, learnedBy: 'archive', at });
  });
}

/**
 * What was read is settled, and its sealed original goes: the rest of the house keeps of it what the policy lets it keep. What still
 * cannot be has its new reason. One statement for each reason there is.
 */
async function settle(
  tx: Tx,
  corp: Corp,
  rows: readonly Row[],
  reasonOf: (seq: string) => string | null,
  settledAt: Date,
): Promise<void> {
  for (const reason of new Set(rows.map(({ seq }) => reasonOf(seq)))) {
    const ids = rows.filter(({ seq }) => reasonOf(seq) === reason).map(({ id }) => id);
    await tx.parkedRecord.updateMany({
      where: { corp, id: { in: ids }, state: { not: 'read' } },
      data: reason === null ? { state: 'read', settledAt, body: null } : { reason },
    });
  }
}

function diedOf(err: unknown): 'died' {
  if (err instanceof HouseError && err.code === 'E-ARCHIVE-DIED') return 'died';
  throw err;
}

/** Nobody knows which of several it was: each is tried alone. One alone is known. */
async function setApart(tx: Tx, corp: Corp, rows: readonly Row[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const data = rows.length > 1 ? { state: 'again' } : { reason: 'kills-the-library' };
  await tx.parkedRecord.updateMany({ where: { corp, id: { in: ids }, state: { not: 'read' } }, data });
}

interface Row {
  readonly id: string;
  readonly seq: string;
  readonly body: string;
}

/** Many of those that were never tried; then one of those of whom one killed the library. */
async function nextRows(tx: Tx, corp: Corp, records: ArchiveRecords): Promise<Row[]> {
  const versions = await tx.parkedRecord.groupBy({
    by: ['keyVersion'],
    where: { corp, reason: 'no-key', state: { not: 'read' } },
  });
  const held = versions.flatMap(({ keyVersion }) =>
    keyVersion !== null && records.holdsKey(keyVersion) ? [keyVersion] : [],
  );
  if (held.length === 0) return [];
  const waiting = { corp, reason: 'no-key', keyVersion: { in: held }, seq: { not: null }, body: { not: null } };
  const take = async (state: 'parked' | 'again', count: number) =>
    tx.parkedRecord.findMany({ where: { ...waiting, state }, orderBy: { seq: 'asc' }, take: count });
  const fresh = await take('parked', AT_ONCE);
  const rows = fresh.length > 0 ? fresh : await take('again', 1);
  return rows.flatMap(({ id, seq, body }) =>
    seq !== null && body !== null ? [{ id, seq: seq.toFixed(0), body }] : [],
  );
}

const bodyOf = ({ id, body }: Row, keys: CorpKeys): string =>
  keys.open({ table: 'parked_record', column: 'body', row: id }, body);
