import { Argument } from 'commander';
import { SCOPES, type Scope } from '../retention/legal-hold.ts';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import type { HoldOptions } from './hold-answers.ts';

/** `hold set|end|list`: what nobody may erase while it is needed as evidence. */
export const register: Register = (program, desk) => {
  const hold = program.command('hold').description('keep a case, a person or a group from being erased');
  const scope = () => new Argument('<what>', 'what is held').choices(SCOPES);
  hold
    .command('set')
    .description('nothing of it is erased from now on, by age or by wish')
    .addArgument(scope())
    .argument('<which>', 'a case as on cards (C-12), a userid or person’s id, or a group by name or chat id')
    .requiredOption('--reason <text>', 'why, in your own words; sealed')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (what: Scope, which: string, options: HoldOptions) =>
        desk.open(async (deps) => (await import('./hold-answers.ts')).set(deps, what, which, options)),
      ),
    );
  hold
    .command('end')
    .description('it is no longer held: what is old goes the next night')
    .addArgument(scope())
    .argument('<which>', 'as hold list names it, or as it was set')
    .requiredOption('--reason <text>', 'why, in your own words; sealed')
    .addOption(corpOption())
    .addOption(byOption())
    .action(
      desk.answers(async (what: Scope, which: string, options: HoldOptions) =>
        desk.open(async (deps) => (await import('./hold-answers.ts')).end(deps, what, which, options)),
      ),
    );
  hold
    .command('list')
    .description('lists what is held and why, and what was')
    .addOption(corpOption())
    .action(
      desk.answers(async (options: { corp?: string }) =>
        desk.open(async (deps) => (await import('./hold-answers.ts')).list(deps, options.corp)),
      ),
    );
};
