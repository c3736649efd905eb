import { byOption, corpOption } from './corps.ts';
import type { Register } from './desk.ts';
import { reasonOption } from './stop-target.ts';
import type { TakeBackOptions } from './take-back-answer.ts';

/** `take-back`: a batch of notices that should not have been sent. */
export const register: Register = (program, desk) => {
  program
    .command('take-back')
    .description('takes a batch of cases back: one correction to each who was told, no count kept, the rule stopped')
    .requiredOption('--rule <name>', 'the policy’s own name for the rule')
    .requiredOption('--since <time>', 'cases opened from then on: 2026-11-26, 2026-11-26T09:30, or with an offset')
    .option('--dry-run', 'print what would be taken back, and change nothing')
    .addOption(corpOption())
    .addOption(byOption())
    .addOption(reasonOption())
    .action(
      desk.answers(async (options: TakeBackOptions) =>
        desk.open(async (deps) => (await import('./take-back-answer.ts')).takeBatchBack(deps, options)),
      ),
    );
};
