import { appendAudit } from '../audit/append.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { CorpConfig } from '../config.ts';
import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { registeredEntry, type Writing, writeRegistration } from '../groups/register.ts';
import { declareGroup } from './declare.ts';
import { holdInventory } from './inventory/lines.ts';
import { writeLines } from './inventory/write-lines.ts';
import { loadKnown } from './known.ts';
import { withReasons } from './sheet/cells.ts';
import { type Sheet, writeSheet } from './sheet/sheet.ts';
import { type Taken, type TakenSheet, takeLines } from './take-lines.ts';

type ImportDeps = Pick<Deps, 'db' | 'keys' | 'bell'>;

/** So many lines are written in one transaction; a sheet that is dropped again changes nothing. */
const LINES_AT_ONCE = 50;

/** Reads a sheet against the rows and writes nothing; null when none of its rows holds the headings. */
export const tryImport = ({ db }: Pick<Deps, 'db'>, corp: CorpConfig, sheet: Sheet): Promise<TakenSheet | null> =>
  db.withCorp(corp.slug, async (tx) => takeLines(sheet.rows, await loadKnown(tx, corp)));

/**
 * Writes the lines that were taken: what is complete into the register, the rest is known from then on and waits for the
 * inventory: for the one that is open, when there is one. Lines that change nothing are left alone.
 */
export async function importLines(
  deps: ImportDeps,
  place: Pick<CorpConfig, 'slug' | 'timeZone'>,
  { taken, returned }: TakenSheet,
  source: 'xlsx' | 'csv' | 'page',
  by: string,
): Promise<void> {
  const corp = place.slug;
  const keys = await deps.keys.of(corp);
  const writing = async (tx: Tx): Promise<Writing> => ({ corp, keys, at: await nowIn(tx), by });
  for (let from = 0; from < taken.length; from += LINES_AT_ONCE)
    await deps.db.withCorp(corp, async (tx) => {
      const now = await writing(tx);
      const entries: AuditEntry[] = [];
      for (const line of taken.slice(from, from + LINES_AT_ONCE)) entries.push(...(await writeLine(tx, now, line)));
      await appendAudit(tx, corp, keys, now.at, entries);
    });
  await deps.db.withCorp(corp, async (tx) => {
    const unheard = taken.filter(({ chatId }) => chatId === null).length;
    const counts = { taken: taken.length, returned: returned.length, unheard };
    const entry = { v: 1, kind: 'groups-declared', source, ...counts, by: pseudonymOf(keys, by) } as const;
    const round = await holdInventory(tx, corp);
    if (round && unheard > 0) await writeLines(tx, place, round.id, await loadKnown(tx, place));
    await appendAudit(tx, corp, keys, await nowIn(tx), [entry]);
  });
  await deps.bell.ring('timers', corp);
}

async function writeLine(tx: Tx, writing: Writing, line: Taken): Promise<AuditEntry[]> {
  const chatId = await declareGroup(tx, writing, line);
  if (!line.registration || line.changes.length === 0) return [];
  const registration = { ...line.registration, chatId };
  const appointed = await writeRegistration(tx, writing, registration);
  return [registeredEntry(writing, registration), ...appointed];
}

/** The returned lines as a sheet of the same format, with the reason beside each; null when none was returned. */
export function returnedSheet({ headings, returned }: TakenSheet, { format }: Sheet): Uint8Array | null {
  if (returned.length === 0) return null;
  const lines = returned.map(({ cells, wrong }) => ({ cells, why: wrong.map(({ zh }) => zh).join('；') }));
  return writeSheet(withReasons(headings, lines), format).bytes;
}
