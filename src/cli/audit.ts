import { Option } from 'commander';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { purpose } from './purpose.ts';

export interface ExportOptions {
  readonly corp?: string;
  readonly by: string;
  readonly purpose: string;
  readonly to: string;
}

/** `audit verify|export`: the trail, recomputed and taken out. */
export const register: Register = (program, desk) => {
  const audit = program.command('audit').description('verify and export the audit trail');
  audit
    .command('verify')
    .description('recomputes the chain of each corp and names the first record that is wrong')
    .addOption(corpOption())
    .option('--anchors <file>', 'tips kept outside the database, one JSON a line, as this command prints them')
    .addOption(
      new Option('--head <corp:number:hash>', 'a head as people were told it by message; may be given again')
        .argParser(alsoHead)
        .default([], 'none'),
    )
    .action(
      desk.answers(async (options: { corp?: string; anchors?: string; head: readonly string[] }) =>
        desk.open(async (deps) => (await import('./audit-verify.ts')).verify(deps, options)),
      ),
    );
  audit
    .command('export')
    .description('writes the chain into a new file, one JSON a line; the trail says who took it and what for')
    .addOption(corpOption())
    .addOption(byOption())
    .addOption(
      new Option('--purpose <word>', 'what for, in one word such as yearly-audit')
        .argParser(purpose)
        .makeOptionMandatory(),
    )
    .addOption(new Option('--to <file>', 'the file, made for this account alone').makeOptionMandatory())
    .action(
      desk.answers(async (options: ExportOptions) =>
        desk.open(async (deps) => (await import('./audit-export.ts')).exportTo(deps, options)),
      ),
    );
};

const alsoHead = (word: string, before: readonly string[]): readonly string[] => [...before, word];
