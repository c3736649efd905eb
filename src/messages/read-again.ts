import { nowIn } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import type { ArchiveRecords } from '../wecom/archive/archive.ts';
import { recordOf } from '../wecom/archive/records.ts';
import { type Hears, keepBatch } from './keep-batch.ts';
import { sortOut } from './sort-out.ts';

/** So many are read again after one pull. */
const AT_ONCE = 100;

/** Reads what was set aside for want of a private key that is here now. What still cannot be read stays aside, by its new reason. */
export async function readAgain(
  deps: Pick<Deps, 'db' | 'keys'>,
  corp: Corp,
  records: ArchiveRecords,
  hears: Hears,
): Promise<void> {
  const keys = await deps.keys.of(corp);
  const rows = (await parkedFor(deps, corp, records)).slice(0, AT_ONCE);
  if (rows.length === 0) return;
  const opened = await records.open(rows.map((row) => recordOf(BigInt(row.seq), JSON.parse(bodyOf(row, keys)))));
  const sorted = sortOut(opened, null);
  await deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const shut = new Map(sorted.parked.map(({ seq, because }) => [String(seq), because]));
    for (const { id, seq } of rows) {
      const reason = shut.get(seq);
      await tx.parkedRecord.updateMany({
        where: { corp, id, state: { not: 'read' } },
        data: reason ? { reason } : { state: 'read', settledAt: at },
      });
    }
    await keepBatch(tx, corp, { ...sorted, parked: [] }, { keys, hears, learnedBy: 'archive', at });
  });
}

interface Row {
  readonly id: string;
  readonly seq: string;
  readonly body: string;
}

async function parkedFor(deps: Pick<Deps, 'db'>, corp: Corp, records: ArchiveRecords): Promise<Row[]> {
  const rows = await deps.db.withCorp(corp, (tx) =>
    tx.parkedRecord.findMany({
      where: { corp, reason: 'no-key', state: { not: 'read' } },
      orderBy: { seq: 'asc' },
    }),
  );
  return rows.flatMap(({ id, seq, body, keyVersion }) =>
    seq !== null && body !== null && keyVersion !== null && records.holdsKey(keyVersion)
      ? [{ id, seq: seq.toFixed(0), body }]
      : [],
  );
}

const bodyOf = ({ id, body }: Row, keys: CorpKeys): string =>
  keys.open({ table: 'parked_record', column: 'body', row: id }, body);
