import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `lists set`: the named lists that a company keeps: members of an association, partners of a project. */
export const register: Register = (program, desk) => {
  program
    .command('lists')
    .description('keep the named lists that policies speak of')
    .command('set')
    .description('makes a named list what the file says; lines that are gone end, and stay as history')
    .argument('<list>', 'the name of the list, as the policy writes it')
    .argument('<file>', 'a YAML file that begins with "entries:"')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (list: string, file: string, options: { corp?: string; by: string }) =>
        desk.open(async (deps) => (await import('./lists-set.ts')).setListFrom(deps, list, file, options)),
      ),
    );
};
