import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';

/** `short-names set|list`: what members may write for their department in a nickname. */
export const register: Register = (program, desk) => {
  const shortNames = program
    .command('short-names')
    .description('keep the short names of departments that nicknames may use');
  shortNames
    .command('set')
    .description('makes the short names what the file says; one that is gone stays valid for 30 days')
    .argument('<file>', 'a YAML file that begins with "departments:"')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (file: string, options: { corp?: string; by: string }) =>
        desk.open(async (deps) => (await import('./short-names-set.ts')).setShortNamesFrom(deps, file, options)),
      ),
    );
  shortNames
    .command('list')
    .description('lists departments with their short names, and former names that are still valid')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./short-names-list.ts')).listShortNames(deps, options.corp)),
      ),
    );
};
