import { nowIn, type Tx } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import type { Corp } from '../ids.ts';
import { exportReport, type Table } from '../reports/export-report.ts';
import { peopleBelow } from '../reports/people-of.ts';
import { type Report, readReport, type Scope } from '../reports/report.ts';
import { answerRows, caseRows } from '../reports/rows.ts';
import { lastWeek, type Week, weekOf } from '../reports/week.ts';
import { directoryOf } from '../review/directory-now.ts';
import { corpOf } from './corps.ts';
import { type Answer, wrongUse } from './desk.ts';
import { newFile } from './new-file.ts';
import { table } from './table.ts';

export interface ReportOptions {
  readonly corp?: string;
  readonly week?: string;
  readonly department?: string;
  readonly to?: string;
  readonly table: Table;
  readonly by?: string;
  readonly purpose?: string;
}

export async function report(deps: Deps, options: ReportOptions): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, options.corp);
  const taking = takingOf(options);
  const keys = await deps.keys.of(corp);
  return deps.db.withCorp(corp, async (tx) => {
    const at = await nowIn(tx);
    const week = options.week === undefined ? lastWeek(at.getTime(), timeZone) : weekOf(options.week, timeZone);
    const people = await peopleIn(tx, corp, options.department, at);
    const found = await readReport(tx, corp, { from: week.from, until: week.until, people });
    if (!taking) return { exit: 0, json: { corp, week: week.monday, ...found }, text: textOf(week, found) };
    const wish = { table: options.table, as: taking.as };
    await newFile(taking.to, async () => ({
      bytes: await exportReport(tx, { corp, keys, at, ...taking }, found, wish),
    }));
    return { exit: 0, json: { corp, week: week.monday, file: taking.to }, text: `✓ ${taking.to}\n` };
  });
}

function takingOf({ to, by, purpose }: ReportOptions) {
  if (to === undefined) return null;
  const as = /\.(csv|xlsx)$/i.exec(to)?.[1]?.toLowerCase();
  if (as !== 'csv' && as !== 'xlsx')
    throw wrongUse(
      `it is not said what ${to} shall be`,
      'its name ends in neither .xlsx nor .csv',
      'name it week.xlsx',
    );
  if (by === undefined || purpose === undefined)
    throw wrongUse(
      'it is not said who takes the figures and what for',
      'the trail keeps both',
      'add --by <userid> --purpose board-meeting',
    );
  return { to, as, by, purpose } as const;
}

async function peopleIn(tx: Tx, corp: Corp, department: string | undefined, at: Date): Promise<Scope['people']> {
  if (department === undefined) return null;
  const directory = await directoryOf(tx, corp, at.getTime());
  const found = directory.departments.get(Number(department));
  if (!found)
    throw wrongUse(`there is no department ${department}`, 'the directory has no such number', 'see people list');
  return peopleBelow(directory, found.id);
}

function textOf({ monday }: Week, found: Report): string {
  const tables = [answerRows(found), caseRows(found)].map(([head = [], ...rows]) =>
    rows.length === 0 ? '—\n' : table(head, rows),
  );
  const { confirmed, waived, reversed } = found.decisions;
  return `week of ${monday}\n${tables.join('\n')}decided: ${confirmed} confirmed, ${waived} waived, ${reversed} reversed\n`;
}
