import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { writeSheet } from '../register/sheet/sheet.ts';
import { othersHidden } from './others.ts';
import { README } from './readme.ts';
import { given, inPerson, KINDS, type Kind, type Named, namesOf } from './rows-of.ts';

interface Wish {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly personId: string;
  readonly by: string;
  /** One word, such as `asked`. */
  readonly purpose: string;
  readonly at: Date;
}

export interface Exported {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly rows: Readonly<Record<string, number>>;
}

type Row = Record<string, never>;

/** Parts are stored with this day: the same rows are the same bytes. */
const DAY = new Date(Date.UTC(2000, 0, 1));

/**
 * Everything the rows hold about one person as a ZIP, each kind as JSON and as a sheet: his own words are opened, everybody else has a made-up name. The trail
 * says who took it, and what for. Appends to the trail: call it last.
 */
export async function exportPerson(tx: Tx, { corp, keys, personId, by, purpose, at }: Wish): Promise<Exported> {
  const named = await namesOf(tx, corp, personId);
  const hide = await othersHidden(tx, corp, keys, named);
  const parts: Record<string, Uint8Array> = { 'README.txt': strToU8(README) };
  const counts: Record<string, number> = {};
  for (const kind of KINDS) {
    const found = await tx.$queryRawUnsafe<{ row: Row }[]>(
      inPerson(kind, 'select to_jsonb(t) as row from'),
      ...given(corp, named),
    );
    if (found.length === 0) continue;
    counts[kind.table] = found.length;
    const rows = found.map(({ row }) => hide(opened(keys, kind, row)) as Row);
    parts[`${kind.table}.json`] = asText(rows);
    parts[`${kind.table}.xlsx`] = asSheet(kind.table, rows);
  }
  parts['trail.json'] = asText(await trailOf(tx, corp, keys, named));
  const sums = Object.entries(parts).map(([name, part]) => `${sha256(part)}  ${name}\n`);
  const bytes = zipSync({ ...parts, SHA256SUMS: strToU8(sums.join('')) }, { mtime: DAY });
  const hash = sha256(bytes);
  await appendAudit(tx, corp, keys, at, [
    {
      v: 1,
      kind: 'person-exported',
      person: pseudonymOf(keys, personId),
      purpose,
      sha256: hash,
      by: pseudonymOf(keys, by),
    },
  ]);
  return { bytes, sha256: hash, rows: counts };
}

const SEALED = /^v1\.k\d+\.[\w-]+\.[\w-]*\.[\w-]+$/;

/** What is his is opened; no other sealed value leaves the house, and no column that is ours alone. */
function opened(keys: Pick<CorpKeys, 'open'>, { table, opens = [], drops = [] }: Kind, row: Row): Row {
  const fields = Object.entries(row as Record<string, unknown>).flatMap(([column, value]) => {
    if (column === 'corp' || drops.includes(column)) return [];
    if (typeof value !== 'string' || !SEALED.test(value)) return [[column, value]];
    return opens.includes(column) ? [[column, open(keys, { table, column, row: String(row.id) }, value)]] : [];
  });
  return Object.fromEntries(fields);
}

function open(keys: Pick<CorpKeys, 'open'>, place: Parameters<CorpKeys['open']>[0], sealed: string): string | null {
  try {
    return keys.open(place, sealed);
  } catch {
    return null; // sealed under another place, or by a key that is gone: nobody can read it any more
  }
}

/** Records of the trail that name him; in them people are pseudonyms already. */
async function trailOf(tx: Tx, corp: Corp, keys: CorpKeys, { persons, ids }: Named) {
  const marks = [...persons, ...ids].map((id) => `%${pseudonymOf(keys, id)}%`);
  const rows = await tx.$queryRaw<{ seq: bigint; at: Date; body: string }[]>`
    select r.seq, r.at, b.body from qungui.audit_record r join qungui.audit_body b on b.corp = r.corp and b.seq = r.seq
    where r.corp = ${corp} and b.body like any (${marks}::text[]) order by r.seq`;
  return rows.map(({ seq, at, body }) => ({
    seq: Number(seq),
    at: at.toISOString(),
    body: JSON.parse(body) as unknown,
  }));
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const asText = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 1)}\n`);

/** The same rows as a sheet, in which no cell is a formula. */
function asSheet(table: string, rows: readonly Row[]): Uint8Array {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => columns.map((column) => cellOf(row[column])));
  return writeSheet([columns, ...cells], { as: 'xlsx' }, table).bytes;
}

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
