import { InvalidArgumentError, Option } from 'commander';
import { corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `coverage show|seats`: what could be seen of the groups, clause by clause, and what archive seats would add. */
export const register: Register = (program, desk) => {
  const coverage = program.command('coverage').description('says what could be checked and what could not, and why');
  coverage
    .command('show')
    .description('shows for each clause in how many groups it was checked, and why not in the others')
    .addOption(
      new Option('--day <date>', 'a day that is over or goes on, as 2026-11-26; now unless told').argParser(day),
    )
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; day?: string }) =>
        desk.open(async (deps) => (await import('./coverage-show.ts')).showCoverage(deps, options)),
      ),
    );
  coverage
    .command('seats')
    .description('names the fewest archive seats that would show most of what only the archive shows')
    .addOption(
      new Option('--share <percent>', 'of all group × clause pairs that wait for the archive')
        .argParser(percent)
        .default(90),
    )
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string; share: number }) =>
        desk.open(async (deps) => (await import('./coverage-seats.ts')).planSeatsOf(deps, options)),
      ),
    );
};

function day(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('Write a day as 2026-11-26.');
  return text;
}

function percent(text: string): number {
  const share = Number(text);
  if (!/^\d{1,3}$/.test(text) || share < 1 || share > 100)
    throw new InvalidArgumentError('Write a number from 1 to 100.');
  return share;
}
