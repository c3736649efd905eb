import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { writeSheet } from '../register/sheet/sheet.ts';
import type { Report } from './report.ts';
import { answerRows, caseRows } from './rows.ts';

export const TABLES = ['answers', 'cases'] as const;
export type Table = (typeof TABLES)[number];

const ROWS: Readonly<Record<Table, typeof answerRows | typeof caseRows>> = { answers: answerRows, cases: caseRows };
const NAMES: Readonly<Record<Table, string>> = { answers: '按时应答', cases: '事项' };

export interface Taking {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly by: string;
  readonly purpose: string;
}

/** One table of a report as a file in which no cell is a formula. That it was taken stands in the trail. */
export async function exportReport(
  tx: Tx,
  { corp, keys, at, by, purpose }: Taking,
  report: Report,
  wish: { readonly table: Table; readonly as: 'csv' | 'xlsx' },
): Promise<Uint8Array> {
  const rows = ROWS[wish.table](report);
  const format = wish.as === 'xlsx' ? ({ as: 'xlsx' } as const) : ({ as: 'csv', encoding: 'utf8-bom' } as const);
  const { bytes } = writeSheet(rows, format, NAMES[wish.table]);
  const what = `report-${wish.table}`;
  const entry = {
    v: 1,
    kind: 'report-exported',
    what,
    rows: rows.length - 1,
    purpose,
    by: pseudonymOf(keys, by),
  } as const;
  await appendAudit(tx, corp, keys, at, [entry]);
  return bytes;
}
