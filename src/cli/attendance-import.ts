import { basename } from 'node:path';
import { importAttendance, readAttendance } from '../attendance/import-file.ts';
import { nowIn } from '../db/client.ts';
import type { Deps } from '../deps.ts';
import { mannersIn } from '../notices/manners.ts';
import { readSheet } from '../register/sheet/sheet.ts';
import { corpOf } from './corps.ts';
import { counted } from './counted.ts';
import { type Answer, wrongUse } from './desk.ts';
import { bytesOf } from './register-import.ts';
import { printable } from './table.ts';

interface Options {
  readonly corp?: string;
  readonly by: string;
  readonly dryRun?: true;
}

/** Takes a file of attendance when every line of it is right; else says of each line what is wrong, and takes nothing. */
export async function importFile(deps: Deps, path: string, options: Options): Promise<Answer> {
  const { slug: corp, timeZone } = corpOf(deps.config, options.corp);
  const { rows } = readSheet(bytesOf(path));
  const keys = await deps.keys.of(corp);
  const file = basename(path);
  const answer = await deps.db.withCorp(
    corp,
    async (tx) => {
      const at = await nowIn(tx);
      const manners = (await mannersIn(tx, corp, at))(null);
      const read = await readAttendance(tx, corp, rows, { timeZone: manners.timeZone, stretches: manners.workday });
      if (!read) return null;
      const { lines, wrong } = read;
      const isTaken = wrong.length === 0 && !options.dryRun;
      const imported = isTaken
        ? await importAttendance(tx, { corp, keys, at, by: options.by, file, timeZone }, read)
        : null;
      return { lines: lines.length, wrong: wrong.map(({ row, why }) => ({ row, why: why.en })), imported };
    },
    { timeoutMs: 60_000 },
  );
  if (!answer)
    throw wrongUse(
      `${path} has no columns 类型 and 开始`,
      'no row begins the table',
      'name its columns 类型, 账号, 部门, 开始, 结束, 时间, 状态',
    );
  if (answer.imported) await deps.bell.ring('timers', corp);
  return {
    exit: answer.wrong.length > 0 ? 1 : 0,
    json: { file, corp, ...answer },
    text: report(answer, options.dryRun),
  };
}

function report(
  {
    lines,
    wrong,
    imported,
  }: {
    readonly lines: number;
    readonly wrong: readonly { row: number; why: string }[];
    readonly imported: Awaited<ReturnType<typeof importAttendance>> | null;
  },
  dryRun: true | undefined,
): string {
  if (wrong.length > 0)
    return [
      ...wrong.map(({ row, why }) => printable(`✗ line ${row}: ${why}`)),
      '',
      `✗ ${counted(wrong.length, 'line')} wrong; nothing of the file was taken.`,
      '',
    ].join('\n');
  if (!imported) return `${counted(lines, 'line')} right.${dryRun ? ' A dry run: nothing was written.' : ''}\n`;
  const { absences, shifts, days, ended } = imported;
  return `✓ ${counted(lines, 'line')}: ${counted(absences, 'absence')} new, ${counted(ended, 'absence')} withdrawn, ${counted(shifts, 'shift')} and ${counted(days, 'calendar day')} changed\n`;
}
