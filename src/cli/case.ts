import { Option } from 'commander';
import type { PackOptions } from './case-pack.ts';
import { registerVerbs } from './case-verbs.ts';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { purpose } from './purpose.ts';

const WHICH = 'its number as cards print it (C-12 or 12), or its id';

/** `case show|pack|…`: why a case is there, everything that came of it, and what people decide. */
export const register: Register = (program, desk) => {
  const cases = program.command('case').description('show cases, decide of them, and take their evidence out');
  cases
    .command('show')
    .description('shows the chain of evidence: event, facts, clause, findings, notices, decisions, audit records')
    .argument('<case>', WHICH)
    .addOption(corpOption())
    .action(
      desk.answers(async (wanted: string, options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./case-show.ts')).showCase(deps, options.corp, wanted)),
      ),
    );
  cases
    .command('pack')
    .description(
      'writes all evidence of a case into a ZIP with hashes, once a second person let it go in WeCom: run it again then',
    )
    .argument('<case>', WHICH)
    .addOption(corpOption())
    .addOption(byOption())
    .addOption(
      new Option('--purpose <word>', 'what for, in one word such as arbitration')
        .argParser(purpose)
        .makeOptionMandatory(),
    )
    .addOption(new Option('--reason <words>', 'why, as the person it is about will read it').makeOptionMandatory())
    .addOption(
      new Option(
        '--second <userid>',
        'who else is to let it leave the house; he is asked by a card',
      ).makeOptionMandatory(),
    )
    .addOption(new Option('--to <file>', 'the file, made for this account alone').makeOptionMandatory())
    .action(
      desk.answers(async (wanted: string, options: PackOptions) =>
        desk.open(async (deps) => (await import('./case-pack.ts')).packCase(deps, wanted, options)),
      ),
    );
  registerVerbs(cases, desk);
};
