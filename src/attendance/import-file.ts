import { appendAudit } from '../audit/append.ts';
import { pseudonymOf } from '../audit/pseudonym.ts';
import type { Tx } from '../db/client.ts';
import type { CorpKeys } from '../db/keys.ts';
import type { Corp } from '../ids.ts';
import { standingNext } from '../timers/standing.ts';
import { instantOf } from '../work-time/local-time.ts';
import type { WorkHours } from '../work-time/work-plan.ts';
import { changeAbsences } from './absences.ts';
import { changeDays, type DayTold } from './calendar-rows.ts';
import { type Line, linesIn } from './file/columns.ts';
import { contradictions } from './file/contradictions.ts';
import { type FileLine, readLine, type WrongLine } from './file/read-line.ts';
import { lookWhereAnybodyIs, lookWhereAwaited } from './look-where-awaited.ts';
import { changeShifts, type ShiftTold } from './shift-rows.ts';
import { type Whom, whomOf } from './whom.ts';

export interface ReadFile {
  readonly lines: readonly FileLine[];
  readonly whom: Whom;
  /** In their order; with one of them nothing of the file is taken. */
  readonly wrong: readonly WrongLine[];
}

/** Reads the rows of a sheet; null when none of them holds the headings. Changes nothing. */
export async function readAttendance(
  tx: Tx,
  corp: Corp,
  rows: readonly (readonly string[])[],
  hours: WorkHours,
): Promise<ReadFile | null> {
  const written = linesIn(rows);
  if (!written) return null;
  const read = written.map((line: Line) => readLine(line, hours));
  const lines = read.filter((line): line is FileLine => 'kind' in line);
  const whom = await whomOf(tx, corp, lines);
  const wrong = [
    ...read.filter((line): line is WrongLine => !('kind' in line)),
    ...contradictions(lines),
    ...lines.flatMap((line) => whom.wrong(line)),
  ];
  return { lines, whom, wrong: wrong.sort((a, b) => a.row - b.row) };
}

/** How much of the file was news. */
export interface Imported {
  readonly absences: number;
  readonly shifts: number;
  readonly days: number;
  readonly ended: number;
}

interface Importing {
  readonly corp: Corp;
  readonly keys: CorpKeys;
  readonly at: Date;
  readonly by: string;
  readonly file: string;
  readonly timeZone: string;
}

/** Takes a file that is right as a whole. What is there already is not written twice; whoever is waited for is judged again. */
export async function importAttendance(tx: Tx, importing: Importing, { lines, whom }: ReadFile): Promise<Imported> {
  const { corp, keys, at, by, file, timeZone } = importing;
  const aways = lines.flatMap((line) =>
    line.kind === 'absence' ? whom.personOf(line).map((personId) => ({ ...line, personId })) : [],
  );
  const absences = await changeAbsences(
    tx,
    corp,
    { by: 'file', ref: file, approvedAt: null },
    {
      begin: aways.filter(({ state }) => state === 'holds'),
      end: aways.filter(({ state }) => state === 'withdrawn'),
    },
    at,
  );
  const shifts = await changeShifts(tx, corp, 'file', shiftsIn(lines, whom), at);
  const days = await changeDays(tx, corp, daysIn(lines, whom), at);
  const away = [...absences.begun, ...absences.ended];
  const moved = [...away.map(({ fromMs }) => fromMs), ...shifts.map(({ date }) => instantOf(date, 0, timeZone))];
  const people = [...away, ...shifts].map(({ personId }) => personId);
  if (people.length > 0) await lookWhereAwaited(tx, corp, [...new Set(people)], new Date(Math.min(...moved)), at);
  const firstDay = days.map(({ date }) => date).sort()[0];
  if (firstDay) await lookWhereAnybodyIs(tx, corp, new Date(instantOf(firstDay, 0, timeZone)), at);
  // Hours of one's own have rounds of the daily close at hours of their own.
  if (shifts.length + days.length > 0) await standingNext(tx, corp, 'daily-close', at);
  const imported = {
    absences: absences.begun.length,
    shifts: shifts.length,
    days: days.length,
    ended: absences.ended.length,
  };
  if (Object.values(imported).some((count) => count > 0))
    await appendAudit(tx, corp, keys, at, [
      { v: 1, kind: 'attendance-imported', file, ...imported, by: pseudonymOf(keys, by) },
    ]);
  return imported;
}

const shiftsIn = (lines: readonly FileLine[], whom: Whom): ShiftTold[] =>
  unique(
    lines.flatMap((line) =>
      line.kind !== 'shift'
        ? []
        : whom
            .personOf(line)
            .flatMap((personId) =>
              line.dates.map(
                (date): ShiftTold => ({ personId, date, told: line.state === 'withdrawn' ? 'untold' : line.stretches }),
              ),
            ),
    ),
    ({ personId, date }) => `${personId}/${date}`,
  );

const daysIn = (lines: readonly FileLine[], whom: Whom): DayTold[] =>
  unique(
    lines.flatMap((line) =>
      line.kind !== 'day'
        ? []
        : line.dates.map(
            (date): DayTold => ({
              departmentId: whom.departmentOf(line),
              date,
              is: line.state === 'withdrawn' ? 'ordinary' : line.is,
              hours: line.hours,
            }),
          ),
    ),
    ({ departmentId, date }) => `${departmentId}/${date}`,
  );

const unique = <One>(all: readonly One[], keyOf: (one: One) => string): One[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
];
