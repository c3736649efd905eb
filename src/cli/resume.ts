import type { Stoppable } from '../cases/stopped.ts';
import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { reasonOption, whatArgument } from './pause-target.ts';
import type { ResumeOptions } from './resume-answer.ts';

/** `resume`: what was stopped goes on; of a rule that is not stopped, what the brake holds is let go. */
export const register: Register = (program, desk) => {
  program
    .command('resume')
    .description('takes up what was paused; of a rule that is not paused, lets go what the brake holds')
    .addArgument(whatArgument())
    .option('--dry-run', 'print what would be let go, and change nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .addOption(reasonOption())
    .action(
      desk.answers(async (what: Stoppable, options: ResumeOptions) =>
        desk.open(async (deps) => (await import('./resume-answer.ts')).resume(deps, what, options)),
      ),
    );
};
