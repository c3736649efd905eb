import type { Stoppable } from '../cases/stopped.ts';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import type { SignedOptions } from './pause-answer.ts';
import { reasonOption, whatArgument } from './pause-target.ts';

/** `pause`: one press pauses a rule, a kind of group or the corp. */
export const register: Register = (program, desk) => {
  program
    .command('pause')
    .description('pauses a rule, a kind of group or the corp: judged and recorded as before, and nobody is told')
    .addArgument(whatArgument())
    .addOption(corpOption())
    .addOption(byOption())
    .addOption(reasonOption())
    .action(
      desk.answers(async (what: Stoppable, options: SignedOptions) =>
        desk.open(async (deps) => (await import('./pause-answer.ts')).pause(deps, what, options)),
      ),
    );
};
