import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `attendance import`: who is away, who works in which shift, which days the company works otherwise. */
export const register: Register = (program, desk) => {
  const attendance = program.command('attendance').description('tell who works when');
  attendance
    .command('import')
    .description('reads a sheet of leave, trips, shifts and calendar days (XLSX, or CSV in UTF-8 or GBK)')
    .argument('<file>', 'with the headings 类型, 账号, 部门, 开始, 结束, 时间, 状态')
    .option('--dry-run', 'says what would change, and changes nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (file: string, options: { corp?: string; by: string; dryRun?: true }) =>
        desk.open(async (deps) => (await import('./attendance-import.ts')).importFile(deps, file, options)),
      ),
    );
};
