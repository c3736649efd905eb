import { Option } from 'commander';
import { TABLES } from '../reports/export-report.ts';
import { corpOption, userid } from './corps.ts';
import { day } from './days.ts';
import type { Register } from './desk.ts';
import { purpose } from './purpose.ts';
import type { ReportOptions } from './report-answer.ts';

/** `report`: a week in figures. */
export const register: Register = (program, desk) => {
  program
    .command('report')
    .description(
      'a week in figures: answers in time, cases, and how much could be seen; every rate with both of its numbers',
    )
    .addOption(corpOption())
    .option('--week <day>', 'any day of it, as 2026-11-26; the last whole week when none is named', day)
    .option('--department <number>', 'of these people alone, by the number of the department at WeCom')
    .option('--to <file>', 'writes one table into a new .csv or .xlsx file; the trail says who took it and what for')
    .addOption(new Option('--table <which>', 'with --to: which one').choices(TABLES).default('answers'))
    .addOption(new Option('--by <userid>', 'with --to: the account of who takes it').argParser(userid))
    .option('--purpose <word>', 'with --to: what for, in one word such as board-meeting', purpose)
    .action(
      desk.answers(async (options: ReportOptions) =>
        desk.open(async (deps) => (await import('./report-answer.ts')).report(deps, options)),
      ),
    );
};
